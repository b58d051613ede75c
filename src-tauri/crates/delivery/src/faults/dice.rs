//! Which faults befall an exchange: pure, and the same for the same seed.
//!
//! The throws are made of seed and index alone, so that exchanges may be asked
//! for in any order, by whichever process, with the same result, and after an
//! update as well: no library's generator stands behind them.

use model::{Fault, FaultMix};

/// Faults that break an exchange, in the order of the mix.
const BREAKING: [Fault; 4] = [
    Fault::Drop,
    Fault::Reset,
    Fault::Truncate,
    Fault::WrongLength,
];
/// Faults that befall each for itself.
const OTHERS: [Fault; 4] = [
    Fault::SlowBody,
    Fault::Delay,
    Fault::Duplicate,
    Fault::Reorder,
];

/// Throws the faults of a mix.
#[derive(Debug, Clone, PartialEq)]
pub struct FaultDice(FaultMix);

impl FaultDice {
    /// The dice of a mix.
    #[must_use]
    pub fn new(mix: &FaultMix) -> Self {
        Self(mix.clone())
    }

    /// What befalls exchange number `exchange_index`; the one that breaks it, if any, comes first.
    ///
    /// To what is never sent nothing else happens.
    #[must_use]
    pub fn fall(&self, exchange_index: u64) -> Vec<Fault> {
        let mut throws = Throws::of(self.0.seed, exchange_index);
        let broken = self.broken_by(throws.next());
        if broken == Some(Fault::Drop) {
            return vec![Fault::Drop];
        }
        let others = OTHERS
            .into_iter()
            .filter(|&fault| throws.next() < self.0.share(fault));
        broken.into_iter().chain(others).collect()
    }

    /// The fault on whose part of the way from 0 to 1 the throw fell.
    fn broken_by(&self, throw: f64) -> Option<Fault> {
        let mut end = 0.0;
        BREAKING.into_iter().find(|&fault| {
            end += self.0.share(fault).max(0.0);
            throw < end
        })
    }
}

/// A row of numbers from 0 up to 1 that is an exchange's own (SplitMix64).
struct Throws(u64);

impl Throws {
    const fn of(seed: u32, index: u64) -> Self {
        // Mixed before it is added, so that neighbours share no part of their rows.
        Self(mixed(index.wrapping_mul(STEP)).wrapping_add(mixed(seed as u64 + 1)))
    }

    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(STEP);
        #[expect(
            clippy::cast_precision_loss,
            reason = "the 53 bits that are left are what a float holds"
        )]
        let throw = (mixed(self.0) >> 11) as f64;
        throw / (1_u64 << 53) as f64
    }
}

/// What SplitMix64 goes on by.
pub(crate) const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// What SplitMix64 makes of where it stands: neighbours have nothing in common.
pub(crate) const fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EXCHANGES: u32 = 4_000;

    fn mixes() -> impl Strategy<Value = FaultMix> {
        let breaking = prop::array::uniform4(0.0..0.25);
        let others = prop::array::uniform4(0.0..=1.0);
        (any::<u32>(), breaking, others).prop_map(|(seed, breaking, others)| FaultMix {
            seed,
            drop: breaking[0],
            reset: breaking[1],
            truncate: breaking[2],
            wrong_length: breaking[3],
            slow_body: others[0],
            delay: others[1],
            duplicate: others[2],
            reorder: others[3],
            ..FaultMix::default()
        })
    }

    fn fallen(mix: &FaultMix) -> Vec<Vec<Fault>> {
        let dice = FaultDice::new(mix);
        (0..EXCHANGES.into())
            .map(|index| dice.fall(index))
            .collect()
    }

    fn share(of: &[&Vec<Fault>], fault: Fault) -> f64 {
        let hit = of.iter().filter(|faults| faults.contains(&fault)).count();
        hit as f64 / of.len() as f64
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn the_same_seed_hits_the_same_exchanges_in_any_order(mix in mixes(), index: u64) {
            let dice = FaultDice::new(&mix);
            let there: Vec<_> = (0..50).map(|step| dice.fall(index.wrapping_add(step))).collect();
            let mut back: Vec<_> =
                (0..50).rev().map(|step| dice.fall(index.wrapping_add(step))).collect();
            back.reverse();
            prop_assert_eq!(there, back);
        }

        #[test]
        fn at_most_one_fault_breaks_an_exchange_and_a_dropped_one_is_nothing_else(mix in mixes()) {
            for faults in fallen(&mix) {
                let breaking = faults.iter().filter(|fault| fault.is_breaking()).count();
                prop_assert!(breaking <= 1);
                prop_assert!(!faults.contains(&Fault::Drop) || faults.len() == 1);
            }
        }

        #[test]
        fn shares_come_out_about_right(mix in mixes()) {
            // Five standard deviations of 4,000 throws and a bit.
            let tolerance = 0.05;
            let all = fallen(&mix);
            let all: Vec<_> = all.iter().collect();
            let mut sent = all.clone();
            sent.retain(|faults| !faults.contains(&Fault::Drop));
            for fault in Fault::ALL {
                let of = if fault.is_breaking() { &all } else { &sent };
                let (is, shall) = (share(of, fault), mix.share(fault));
                prop_assert!((is - shall).abs() < tolerance, "{fault:?}: {is} of {shall}");
            }
        }
    }

    #[test]
    fn a_share_of_one_hits_everything_and_of_none_nothing() {
        let always = FaultMix {
            truncate: 1.0,
            duplicate: 1.0,
            ..FaultMix::default()
        };
        let both = vec![Fault::Truncate, Fault::Duplicate];
        assert!(fallen(&always).iter().all(|faults| *faults == both));
        let never = FaultMix::default();
        assert!(fallen(&never).iter().all(Vec::is_empty));
    }

    #[test]
    fn seeds_differ_in_what_they_hit() {
        let half = |seed| FaultMix {
            seed,
            delay: 0.5,
            ..FaultMix::default()
        };
        assert_ne!(fallen(&half(1)), fallen(&half(2)));
    }

    #[test]
    fn what_a_seed_hits_stays_over_versions() {
        let mix = "drop=.25,delay=.5,seed=7".parse().unwrap();
        let dice = FaultDice::new(&mix);
        let hits: String = (0..16)
            .map(|index| match dice.fall(index)[..] {
                [] => '.',
                [Fault::Drop] => 'x',
                _ => 'd',
            })
            .collect();
        assert_eq!(hits, "..xdd..x.dd..ddd");
    }
}
