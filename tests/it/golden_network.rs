//! The networks and the recurrent cell against PyTorch's numbers (tests/golden/network.py makes them): the loss, every entry
//! of every gradient, the running statistics and the outputs after training, within 1e-10.

use downhill::cli::networks::checks;
use downhill::sim::checks::Subject;

#[test]
fn networks_and_cells_agree_with_pytorch_in_every_entry_of_the_gradient() {
    let (mut networks, mut cells, mut numbers) = (0, 0, 0);
    for check in checks() {
        let Subject::Gradient(case) = check.subject else { panic!("{check:?}") };
        println!("{case}: {} numbers, {:.1e} apart", check.count, check.difference);
        assert!(check.passed(), "{check:#?}");
        // Weights and biases of depth 6 and width 5 alone are 146, and 7 examples have an output each.
        let is_cell = case.starts_with("recurrent");
        assert!(check.count >= if is_cell { 1 + 2 * 60 + 35 } else { 1 + 146 + 7 }, "{case} is not read whole");
        *(if is_cell { &mut cells } else { &mut networks }) += 1;
        numbers += check.count;
    }
    println!("{networks} networks and {cells} cells, {numbers} numbers");
    assert_eq!((networks, cells), (24, 2));
}
