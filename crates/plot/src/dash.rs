//! Dashes, cut by ourselves: plotters' backends know only solid lines.

/// More dashes than this would be slow and look solid anyway.
const MOST: f64 = 4000.0;

/// Cuts a path into dashes; `pattern` has lengths on and off by turns. Without a pattern the path is one dash.
pub fn dashes(path: &[[f64; 2]], pattern: &[f64]) -> Vec<Vec<[f64; 2]>> {
    let period: f64 = pattern.iter().sum();
    let length: f64 = path.windows(2).map(|pair| distance(pair[0], pair[1])).sum();
    let good = pattern.iter().all(|part| *part >= 0.0) && period.is_finite() && period > 0.0;
    let few = length / period * pattern.len() as f64 <= MOST;
    if !good || !few {
        return vec![path.to_vec()];
    }
    let mut found = Vec::new();
    let Some(mut at) = path.first().copied() else { return found };
    let mut turn = 0;
    let mut left = pattern[0];
    let mut dash = vec![at];
    for &to in &path[1..] {
        let mut rest = distance(at, to);
        while rest > left {
            at = [0, 1].map(|k| at[k] + (to[k] - at[k]) * left / rest);
            rest -= left;
            dash.push(at);
            if turn % 2 == 0 {
                found.push(std::mem::take(&mut dash));
            }
            dash = vec![at];
            turn = (turn + 1) % (2 * pattern.len());
            left = pattern[turn % pattern.len()];
        }
        left -= rest;
        at = to;
        dash.push(at);
    }
    if turn % 2 == 0 && dash.len() > 1 {
        found.push(dash);
    }
    found
}

fn distance(from: [f64; 2], to: [f64; 2]) -> f64 {
    libm::hypot(to[0] - from[0], to[1] - from[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_follow_the_path_round_a_corner() {
        let found = dashes(&[[0.0, 0.0], [8.0, 0.0], [8.0, 20.0]], &[6.0, 4.0]);
        assert_eq!(found[0], [[0.0, 0.0], [6.0, 0.0]]);
        assert_eq!(found[1], [[8.0, 2.0], [8.0, 8.0]]);
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn no_pattern_is_a_solid_line_and_a_bad_one_too() {
        let path = [[0.0, 0.0], [9.0, 0.0]];
        for pattern in [&[][..], &[0.0, 0.0], &[f64::NAN, 1.0], &[-1.0, 3.0], &[1e-9, 1e-9]] {
            assert_eq!(dashes(&path, pattern), [path.to_vec()]);
        }
        assert!(dashes(&[], &[1.0, 1.0]).is_empty());
    }
}
