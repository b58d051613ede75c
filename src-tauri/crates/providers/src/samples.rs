//! A set of records to begin with: something of each kind that a provider sends.

use crate::emulated::{CreateEmulated, CreatedRecord};
use crate::error::Error;
use crate::means::Means;
use crate::provider::Provider;
use crate::stock::create;

/// What it is, and how far where that is said apart.
type Sample = (&'static str, Option<&'static str>);

/// Makes one record of each kind, all going to one URL.
///
/// # Errors
/// As for a record that is made alone; what was made before that stays.
pub async fn create_samples(
    means: &Means,
    provider: Provider,
    to: &str,
) -> Result<Vec<CreatedRecord>, Error> {
    let mut made = Vec::new();
    for &(event_type, status) in samples(provider) {
        let wanted = CreateEmulated {
            provider: provider.id().to_owned(),
            to: Some(to.to_owned()),
            event_type: Some(event_type.to_owned()),
            status: status.map(str::to_owned),
            ..CreateEmulated::default()
        };
        made.push(create(means, wanted).await?);
    }
    Ok(made)
}

const fn samples(provider: Provider) -> &'static [Sample] {
    match provider {
        Provider::Skyvern => &[
            ("task_v1", Some("completed")),
            ("task_v2", Some("failed")),
            ("workflow_run", Some("completed")),
            ("workflow_run", Some("timed_out")),
            ("openai_cua", Some("running")),
        ],
        Provider::B3os => &[
            ("run.completed", None),
            ("run.failed", None),
            ("node.failed", None),
        ],
        Provider::InstaVm => &[
            ("vm.terminated", None),
            ("snapshot.created", None),
            ("execution.completed", None),
        ],
        Provider::Runflow => &[
            ("run.completed", None),
            ("run.failed", None),
            ("run.cancelled", None),
        ],
        Provider::AgentMessage => &[
            ("brand.vetted", None),
            ("campaign.approved", None),
            ("wallet.balance_low", None),
            ("lookup.completed", None),
        ],
    }
}

#[cfg(test)]
mod tests {
    use delivery::{Sender, SenderOptions};
    use store::{Options, Store};

    use super::*;
    use crate::stock::list;

    #[tokio::test]
    async fn every_provider_has_samples_that_it_can_make() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Options::new(folder.path())).unwrap();
        let sender = Sender::new(SenderOptions::default()).unwrap();
        let means = Means::new(store, sender);
        for provider in Provider::ALL {
            let made = create_samples(&means, provider, "http://127.0.0.1:9/").await;
            let made = made.unwrap_or_else(|error| panic!("{}: {error}", provider.name()));
            assert_eq!(made.len(), samples(provider).len());
            assert!(!list(&means, provider).await.unwrap().is_empty());
        }
    }
}
