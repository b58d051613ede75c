//! What can be arranged, and what cannot.

use delivery::{Sender, SenderOptions};
use store::{Options, Store};
use tempfile::TempDir;

use super::*;

struct Arranging {
    emulation: Emulation,
    _folder: TempDir,
}

fn arranging(provider: Provider) -> Arranging {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Options::new(folder.path())).unwrap();
    let sender = Sender::new(SenderOptions::default()).unwrap();
    Arranging {
        emulation: Emulation::of(&Means::new(store, sender), provider),
        _folder: folder,
    }
}

fn trouble(status: u16) -> Trouble {
    Trouble {
        kind: TroubleKind::Status { status },
        operation: None,
        times: 1,
    }
}

#[tokio::test]
async fn a_fresh_emulation_serves_one_organization_with_one_key() {
    for provider in Provider::ALL {
        let ours = arranging(provider);
        let overview = ours.emulation.overview().await.unwrap();
        assert_eq!(overview.organizations.len(), 1);
        assert_eq!((overview.speed, overview.calls), (1, 0));
        assert!(!overview.operations.is_empty());
        let keys = ours.emulation.keys().await.unwrap();
        let text = keys[0].api_key.clone().unwrap();
        assert!(text.starts_with(provider.key_prefix()), "{text}");
        assert_eq!(keys[0].organization, overview.organizations[0].name);
    }
}

#[tokio::test]
async fn a_key_is_narrowed_to_scopes_that_the_provider_has() {
    let ours = arranging(Provider::AgentMessage);
    let read = NewEmulatedKey {
        scopes: vec!["webhooks:read".to_owned()],
        label: " reader ".to_owned(),
        ..NewEmulatedKey::default()
    };
    let made = ours.emulation.add_key(read).await.unwrap();
    assert_eq!(made.scopes, ["webhooks:read"]);
    assert_eq!(made.label, "reader");
    let unknown = NewEmulatedKey {
        scopes: vec!["all".to_owned()],
        ..NewEmulatedKey::default()
    };
    let refused = ours.emulation.add_key(unknown.clone()).await;
    let said = refused.unwrap_err().to_string();
    assert!(
        said.contains("no scope all: choose of webhooks:read"),
        "{said}"
    );
    let skyvern = arranging(Provider::Skyvern);
    let said = skyvern.emulation.add_key(unknown).await.unwrap_err();
    assert!(said.to_string().contains("for everything"), "{said}");
}

#[tokio::test]
async fn another_organization_has_a_key_of_its_own() {
    let ours = arranging(Provider::Runflow);
    let made = ours.emulation.add_organization(None).await.unwrap();
    let keys = ours.emulation.keys().await.unwrap();
    assert_eq!(keys[1].organization, made.name);
    ours.emulation.revoke_key(keys[1].id).await.unwrap();
    let keys = ours.emulation.keys().await.unwrap();
    assert!(keys[1].revoked_at.is_some() && keys[0].revoked_at.is_none());
    for name in ["", "a b", "a\n"] {
        assert!(ours.emulation.add_organization(Some(name)).await.is_err());
    }
    let taken = ours.emulation.add_organization(Some(&made.name)).await;
    assert!(taken.unwrap_err().to_string().contains("exists already"));
}

#[tokio::test]
async fn a_trouble_that_cannot_befall_anybody_is_refused_with_what_can() {
    let ours = arranging(Provider::Skyvern);
    let elsewhere = Trouble {
        operation: Some("fly".to_owned()),
        ..trouble(429)
    };
    let never = Trouble {
        times: 0,
        ..trouble(429)
    };
    for (trouble, words) in [
        (trouble(200), "choose a status of 400 to 599"),
        (elsewhere, "choose of retry_webhook"),
        (never, "1 to 10000 calls"),
    ] {
        let said = ours.emulation.add_trouble(trouble).await.unwrap_err();
        assert!(said.to_string().contains(words), "{said}");
    }
    ours.emulation.add_trouble(trouble(429)).await.unwrap();
    assert_eq!(ours.emulation.troubles().await.unwrap(), [trouble(429)]);
    assert_eq!(ours.emulation.clear_troubles().await.unwrap(), 1);
}
