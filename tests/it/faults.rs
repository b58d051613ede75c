//! What goes wrong on real machines: power cuts, full disks, damaged files, rude senders.

mod damage;
mod full_disk;
mod power_cuts;
mod senders;
