//! Whom an emulation begins with: ids of organizations and keys, as each provider makes them.

use model::Secret;

use crate::provider::Provider;
use crate::random;
use crate::stage::ids;

/// A new id of an organization.
pub fn organization(provider: Provider) -> String {
    match provider {
        Provider::Skyvern => format!("o_{}", random::digits(18)),
        Provider::B3os => ids::prefixed("org_", 20),
        // A number that JavaScript can hold.
        Provider::InstaVm => random::digits(13),
        Provider::Runflow | Provider::AgentMessage => ids::uuid_v4(),
    }
}

/// A new API key.
pub fn key(provider: Provider) -> Secret {
    random::key(provider.key_prefix())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_provider_has_ids_and_keys_of_its_own_form() {
        for provider in Provider::ALL {
            assert_ne!(organization(provider), organization(provider));
            let key = key(provider);
            assert!(key.expose().starts_with(provider.key_prefix().as_bytes()));
        }
        let id = organization(Provider::InstaVm);
        assert!(id.parse::<i64>().is_ok(), "{id}");
        assert!(ids::is_uuid(&organization(Provider::Runflow)));
    }
}
