//! Why something asked of a provider, or of its emulation, could not be done.
//!
//! What a provider answers is a value and never an error.

use crate::skyvern::NewRunError;

/// What, which, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store refused, or has no such thing.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A run cannot be made as it was asked for.
    #[error(transparent)]
    NewRun(#[from] NewRunError),
    /// A record was written by another version.
    #[error(
        "{what} is stored in a form that cannot be read ({detail}): it was probably written by another version"
    )]
    Unreadable {
        /// Which record.
        what: String,
        /// What is wrong with it.
        detail: String,
    },
    /// Nothing of this provider is known here.
    #[error("there is no provider \"{given}\" here: choose one of {known}")]
    UnknownProvider {
        /// What was given.
        given: String,
        /// Those that there are.
        known: String,
    },
    /// The emulation has no such record.
    #[error(
        "the emulation of {provider} has no {id}: `hookwright emulate {provider} list` names all"
    )]
    UnknownRecord {
        /// The provider, by its id.
        provider: &'static str,
        /// What was asked for.
        id: String,
    },
    /// Nothing can be made for an organization without a key.
    #[error(
        "the emulation of {provider} has no key for {organization}: `hookwright emulate {provider} keys add` makes one"
    )]
    NoKey {
        /// The provider, by its id.
        provider: &'static str,
        /// For whom.
        organization: String,
    },
    /// What was asked for is none of what the emulation can make.
    #[error("{what}")]
    NotMade {
        /// What is wrong, and what helps.
        what: String,
    },
    /// The delivery is under way, or has arrived.
    #[error(
        "{0} cannot be sent again now: it is under way or has arrived, or its endpoint is gone"
    )]
    NotRequeued(String),
    /// A speed beyond what the engine can do.
    #[error("a clock cannot turn {given} times as fast: choose 1 to {fastest}")]
    Speed {
        /// What was given.
        given: u32,
        /// The fastest.
        fastest: u32,
    },
    /// An emulation cannot be arranged so.
    #[error("{0}")]
    Arranged(String),
    /// A provider that cannot be called yet.
    #[error("{0} cannot be called here")]
    NoClient(&'static str),
    /// A credential that nothing can be signed with.
    #[error(
        "the credential of the profile {0} is no RSA private key in PEM, and a token for the App is signed with one: \
         make one on the App's page, and give it with --api-key-file"
    )]
    PrivateKey(String),
    /// A provider without a public call for what was asked.
    #[error("{provider} has no call to {what}.{facts}")]
    NoCall {
        /// The provider, by its id.
        provider: &'static str,
        /// What it cannot do.
        what: &'static str,
        /// What is known about that, a space before each sentence.
        facts: String,
    },
    /// A log that tells of deliveries and does not hold them.
    #[error("the log of {0} does not hold the requests that were sent: there is nothing to import")]
    NoImport(&'static str),
    /// A call needs something that the profile does not say.
    #[error(
        "the profile {profile} does not say its {setting}: `hookwright provider edit {profile} --set {setting}=…` adds it"
    )]
    MissingSetting {
        /// Name of the profile.
        profile: String,
        /// Id of the setting.
        setting: String,
    },
    /// A setting that the provider knows nothing of.
    #[error("{provider} has no setting \"{given}\": it has {known}")]
    UnknownSetting {
        /// The provider, by its id.
        provider: &'static str,
        /// What was given.
        given: String,
        /// Those that there are.
        known: String,
    },
    /// A provider whose server is everybody's own.
    #[error("{0} has no address of its own: name where yours is with --base-url")]
    NoBaseUrl(&'static str),
    /// What the provider answered instead of what it was asked for.
    #[error("{0}")]
    Answered(String),
    /// Why the provider did not answer at all.
    #[error("{0}")]
    Unanswered(String),
    /// An attempt that was removed as soon as it was stored.
    #[error("the exchange {0} was removed in the meantime: look at the list of redeliveries")]
    Gone(model::AttemptId),
    /// There is no profile of this name.
    #[error("there is no profile {0}: `hookwright provider list` names them all")]
    UnknownProfile(String),
    /// A profile's name that could not be typed or shown well.
    #[error("\"{0}\" is no name for a profile: use letters, digits, - and _, such as skyvern-prod")]
    ProfileName(String),
    /// A base URL that cannot be called.
    #[error(transparent)]
    BaseUrl(#[from] delivery::TargetError),
}

impl Error {
    /// The emulation of a provider has no record of this id.
    pub(crate) fn unknown_record(provider: &'static str, id: &str) -> Self {
        Self::UnknownRecord {
            provider,
            id: id.to_owned(),
        }
    }

    /// Nothing can be made as it was asked for: what is wrong, and what to do.
    pub(crate) const fn not_made(what: String) -> Self {
        Self::NotMade { what }
    }

    /// What the store said about a profile.
    pub(crate) fn of_profile(name: &str, error: store::Error) -> Self {
        match error {
            store::Error::NotFound { .. } => Self::UnknownProfile(name.to_owned()),
            other => Self::Store(other),
        }
    }
}
