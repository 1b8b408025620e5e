//! Base64url (RFC 4648, section 5) without padding, for the words that stand in a link.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The text in digits that every mailer and chat leaves alone.
pub fn write(text: &str) -> String {
    write_bytes(text.as_bytes())
}

/// Any bytes in the same digits.
pub fn write_bytes(bytes: &[u8]) -> String {
    let mut written = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            written.push(char::from(DIGITS[(bits >> (18 - 6 * place)) as usize & 63]));
        }
    }
    written
}

/// The text again, or nothing if it is no base64url or no UTF-8.
pub fn read(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for digit in chunk {
            bits = (bits << 6) | DIGITS.iter().position(|known| known == digit)? as u32;
        }
        bits <<= 6 * (4 - chunk.len());
        for place in 1..chunk.len() {
            bytes.push((bits >> (24 - 8 * place)) as u8);
        }
    }
    String::from_utf8(bytes).ok()
}
