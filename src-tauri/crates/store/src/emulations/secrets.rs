//! Secrets that stand in documents of emulations: sealed text, which opens in its place alone.
//!
//! For secrets that no endpoint has yet: those sign at once, and are sealed where they sign.

use model::{OrganizationId, Secret};

use super::Emulations;
use crate::error::Error;
use crate::seal::Place;

impl Emulations<'_> {
    /// Seals a secret for the document of an organization's record.
    ///
    /// # Errors
    /// [`Error::Locked`] when the key of the secrets is out of reach.
    pub async fn seal(
        &self,
        organization: OrganizationId,
        name: &str,
        secret: &Secret,
    ) -> Result<String, Error> {
        let (keys, now) = (self.0.keys.clone(), self.0.clock.now());
        let (place, secret) = (place(organization, name), secret.clone());
        let seal = move |connection: &_| {
            let sealing = keys.for_sealing(connection, now)?;
            Ok(hex(&sealing.seal(&secret, place)))
        };
        self.0.writer.run(&[], seal).await
    }

    /// Opens what [`Self::seal`] has sealed for this record.
    ///
    /// # Errors
    /// [`Error::Locked`] when the key of the secrets is out of reach, or is another one.
    pub async fn open_sealed(
        &self,
        organization: OrganizationId,
        name: &str,
        sealed: &str,
    ) -> Result<Secret, Error> {
        let (keys, place, sealed) = (
            self.0.keys.clone(),
            place(organization, name),
            bytes(sealed),
        );
        let open = move |connection: &_| {
            let sealing = keys.for_opening(connection)?;
            let opened = sealing.and_then(|sealing| sealing.open(&sealed, place));
            let locked = || Error::Locked {
                remedy: "give this process the key that they were made with".to_owned(),
            };
            Ok(opened.ok_or_else(locked)?)
        };
        self.0.readers.run(open).await
    }
}

/// The place of a record; its name comes to a number by FNV-1a.
fn place(organization: OrganizationId, name: &str) -> Place {
    let mixed = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    Place::EmulationRecord {
        organization,
        name: name.bytes().fold(0xcbf2_9ce4_8422_2325, mixed),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Text that is no hex comes to bytes that do not open.
fn bytes(hex: &str) -> Vec<u8> {
    let digits = hex.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.filter_map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[tokio::test]
    async fn a_sealed_secret_opens_for_its_record_only() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let (ours, theirs) = (OrganizationId(1), OrganizationId(2));
        let secret = Secret::new("whsec_1");
        let sealed = emulations.seal(ours, "s_1", &secret).await.unwrap();
        assert!(!sealed.contains("whsec"));
        let opened = emulations.open_sealed(ours, "s_1", &sealed).await;
        assert_eq!(opened, Ok(secret));
        for (organization, name) in [(ours, "s_2"), (theirs, "s_1")] {
            let refused = emulations.open_sealed(organization, name, &sealed).await;
            assert!(matches!(refused, Err(Error::Locked { .. })), "{refused:?}");
        }
        for text in ["", "zz", "é"] {
            assert!(emulations.open_sealed(ours, "s_1", text).await.is_err());
        }
    }
}
