//! The networks and the recurrent cell against PyTorch's numbers (tests/golden/network.py makes them): the loss, every
//! entry of every gradient, the running statistics and the outputs after training, within 1e-10; and all that is
//! recorded of whole trainings. What trains here is the process that the lesson on deep networks runs.

use downhill::cli::networks::checks;
use downhill::sim::checks::Subject;

#[test]
fn networks_and_cells_agree_with_pytorch_in_every_entry_of_the_gradient() {
    let (mut networks, mut trainings, mut cells, mut numbers) = (0, 0, 0, 0);
    for check in checks() {
        let (Subject::Gradient(case) | Subject::Training(case)) = check.subject else { panic!("{check:?}") };
        println!("{case}: {} numbers, {:.1e} apart", check.count, check.difference);
        assert!(check.passed(), "{check:#?}");
        // Weights and biases of depth 6 and width 5 alone are 146, and 7 examples have an output each.
        // Of a training a row of four is recorded before the first of 12 updates and after each.
        let (kind, least) = match case.split(' ').next() {
            Some("recurrent") => (&mut cells, 1 + 2 * 60 + 35),
            Some("training") => (&mut trainings, 4 * 13 + 146),
            _ => (&mut networks, 1 + 146 + 7),
        };
        assert!(check.count >= least, "{case} is not read whole");
        *kind += 1;
        numbers += check.count;
    }
    println!("{networks} networks, {trainings} trainings and {cells} cells, {numbers} numbers");
    assert_eq!((networks, trainings, cells), (24, 6, 2));
}
