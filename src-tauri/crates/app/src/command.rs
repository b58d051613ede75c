//! Everything a shell may ask for, declared once.
//!
//! From the list below come the dispatcher, the TypeScript types under
//! `ui/src/core/generated`, and the topics that make an answer stale.

use model::Topic;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::App;
use crate::contract::{
    CallError, Nothing, captures, deliveries, emulations, endpoints, handshakes, imports, probes,
    profiles, provider_calls, receiver, redeliveries, replay, runs, schemes, signatures, sources,
};

/// A command's name and what it has to do with.
#[derive(Debug, Clone, Copy)]
pub struct CommandInfo {
    /// The name shells call it by.
    pub name: &'static str,
    /// Topics whose change makes its answer stale.
    pub reads: &'static [Topic],
    /// Topics it changes.
    pub changes: &'static [Topic],
}

macro_rules! commands {
    ($($name:literal: $handler:path, $argument:ty => $answer:ty,
        reads [$($read:ident)*], changes [$($change:ident)*];)*) => {
        /// Every command.
        pub const COMMANDS: &[CommandInfo] = &[$(CommandInfo {
            name: $name,
            reads: &[$(Topic::$read),*],
            changes: &[$(Topic::$change),*],
        }),*];

        async fn run(app: &App, name: &str, argument: Value) -> Result<Value, CallError> {
            match name {
                $($name => {
                    let argument: $argument = read(name, argument)?;
                    let answer: $answer = $handler(app, argument).await?;
                    Ok(serde_json::to_value(answer)?)
                })*
                _ => Err(unknown(name)),
            }
        }

        #[cfg(test)]
        fn typescript(config: &ts_rs::Config) -> Vec<(&'static str, String, String)> {
            use ts_rs::TS;
            $(
                <$argument as TS>::export_all(config).unwrap();
                <$answer as TS>::export_all(config).ok();
                // A list is no type of its own; what it lists is.
                <$answer as TS>::visit_generics(&mut tests::Export(config));
            )*
            vec![$(($name, <$argument as TS>::name(config), <$answer as TS>::name(config))),*]
        }
    };
}

commands! {
    "captures.page": crate::captures::page, captures::PageCaptures => Vec<model::Capture>,
        reads [Captures], changes [];
    "captures.outline": crate::captures::outline, captures::OutlineCaptures => captures::CaptureOutline,
        reads [Captures], changes [];
    "captures.search": crate::captures::search, captures::SearchCaptures => captures::FoundCaptures,
        reads [Captures], changes [];
    "captures.newer": crate::captures::newer, captures::NewerCaptures => captures::NewerCount,
        reads [Captures], changes [];
    "captures.counts": crate::captures::counts, Nothing => captures::CaptureCounts,
        reads [Captures Sources], changes [];
    "captures.detail": crate::captures::detail, captures::OneCapture => captures::CaptureDetail,
        reads [Captures Attempts Sources], changes [];
    "captures.reverify": crate::check_again::capture, captures::OneCapture => model::Verification,
        reads [], changes [Captures];
    "captures.agree": crate::visit::agree, captures::OneCapture => captures::Visited,
        reads [], changes [];
    "captures.fetch_key": crate::visit::fetch_key, captures::OneCapture => sources::SourceOverview,
        reads [], changes [Sources];
    "captures.pin": crate::captures::pin, captures::PinCaptures => captures::TouchedCaptures,
        reads [], changes [Captures];
    "captures.delete": crate::captures::delete, captures::SomeCaptures => captures::TouchedCaptures,
        reads [], changes [Captures];
    "captures.restore": crate::captures::restore, captures::SomeCaptures => captures::TouchedCaptures,
        reads [], changes [Captures];
    "captures.copy": crate::captures::copy, captures::CopyCapture => captures::CopiedText,
        reads [], changes [];
    "sources.list": crate::sources::list, Nothing => Vec<sources::SourceOverview>,
        reads [Sources Receiver Attempts Endpoints], changes [];
    "sources.add": crate::sources::add, sources::NewSource => sources::SourceOverview,
        reads [], changes [Sources Endpoints];
    "sources.edit": crate::sources::edit_source, sources::EditSource => sources::SourceOverview,
        reads [], changes [Sources Captures Endpoints];
    "sources.mend": crate::mend::mend, sources::MendSource => sources::SourceOverview,
        reads [], changes [Sources];
    "sources.pause": crate::sources::pause, sources::PauseSource => sources::SourceOverview,
        reads [], changes [Sources];
    "sources.remove": crate::sources::remove, sources::OneSource => Nothing,
        reads [], changes [Sources Endpoints];
    "sources.reveal_secret": crate::sources::reveal_secret, sources::RevealSecret => sources::RevealedSecret,
        reads [], changes [];
    "sources.handshakes": crate::handshakes::list, handshakes::SchemeHandshakes => Vec<signing::HandshakeSummary>,
        reads [Sources], changes [];
    "sources.forget_learned": crate::handshakes::forget_learned, handshakes::ForgetLearned => Nothing,
        reads [], changes [Sources];
    "sources.test": crate::trial::send, replay::SendTest => replay::SentTest,
        reads [], changes [Captures Attempts];
    "sources.reverify": crate::reverification::start, sources::ReverifySource => sources::Reverification,
        reads [], changes [Runs];
    "sources.reverification": crate::reverification::progress, sources::ReverifySource => Option<sources::Reverification>,
        reads [Runs], changes [];
    "sources.cancel_reverification": crate::reverification::cancel, sources::ReverifySource => Option<sources::Reverification>,
        reads [], changes [Runs];
    "schemes.list": crate::schemes::list, Nothing => Vec<signing::SchemeSummary>,
        reads [Sources], changes [];
    "schemes.detail": crate::schemes::detail, schemes::OneScheme => schemes::SchemeDetail,
        reads [Sources], changes [];
    "schemes.check": crate::schemes::check, schemes::CheckScheme => schemes::CheckedScheme,
        reads [Sources Captures], changes [];
    "schemes.save": crate::schemes::save, schemes::SaveScheme => signing::SchemeSummary,
        reads [], changes [Sources];
    "schemes.remove": crate::schemes::remove, schemes::OneScheme => Nothing,
        reads [], changes [Sources];
    "schemes.snippet": crate::schemes::snippet, schemes::SchemeSnippet => signing::Snippet,
        reads [Sources], changes [];
    "schemes.secret_remark": crate::schemes::secret_remark, schemes::SecretOfScheme => schemes::SecretRemark,
        reads [Sources], changes [];
    "signature.try": crate::signatures::try_signature, signatures::TrySignature => model::Verification,
        reads [], changes [];
    "signature.verify": crate::bench::verify, signatures::VerifyRequest => model::Verification,
        reads [Sources], changes [];
    "signature.sign": crate::bench::sign, signatures::SignRequest => signatures::SignedRequest,
        reads [Sources], changes [];
    "signature.new_secret": crate::bench::new_secret, signatures::MakeSecret => signatures::MadeSecret,
        reads [], changes [];
    "signature.diagnose": crate::diagnosis::request, signatures::DiagnoseRequest => model::Diagnosis,
        reads [Sources], changes [];
    "signature.detect": crate::bench::detect, signatures::DetectRequest => Vec<signing::Detected>,
        reads [], changes [];
    "signature.propose": crate::bench::propose, signatures::ProposeScheme => signing::Proposals,
        reads [], changes [];
    "signature.read": crate::bench::read, signatures::ReadRequest => signatures::ReadAnswer,
        reads [], changes [];
    "signature.copy": crate::bench::copy, signatures::CopyRequest => captures::CopiedText,
        reads [], changes [];
    "captures.diagnose": crate::diagnosis::capture, signatures::DiagnoseCapture => model::Diagnosis,
        reads [Captures Sources], changes [];
    "captures.detect": crate::diagnosis::detect, captures::OneCapture => Vec<signing::Detected>,
        reads [Captures], changes [];
    "endpoints.list": crate::endpoints::list, Nothing => Vec<endpoints::EndpointOverview>,
        reads [Endpoints Deliveries Sources], changes [];
    "endpoints.add": crate::endpoints::add, endpoints::NewEndpoint => endpoints::EndpointOverview,
        reads [], changes [Endpoints];
    "endpoints.edit": crate::endpoints::edit, endpoints::EditEndpoint => endpoints::EndpointOverview,
        reads [], changes [Endpoints Deliveries];
    "endpoints.enable": crate::endpoints::enable, endpoints::EnableEndpoint => endpoints::EndpointOverview,
        reads [], changes [Endpoints Deliveries];
    "endpoints.remove": crate::endpoints::remove, endpoints::OneEndpoint => Nothing,
        reads [], changes [Endpoints Deliveries];
    "endpoints.reveal_secret": crate::endpoints::reveal_secret, endpoints::RevealEndpointSecret => sources::RevealedSecret,
        reads [], changes [];
    "endpoints.carriers": crate::endpoints::carriers, Nothing => Vec<endpoints::EndpointCarrier>,
        reads [Providers], changes [];
    "endpoints.test": crate::endpoints::test, endpoints::OneEndpoint => deliveries::CreatedDeliveries,
        reads [], changes [Deliveries];
    "schedules.list": crate::schedules::list, Nothing => Vec<endpoints::ScheduleView>,
        reads [], changes [];
    "schedules.read": crate::schedules::read, endpoints::ReadSchedule => endpoints::ScheduleView,
        reads [], changes [];
    "deliveries.page": crate::deliveries::page, deliveries::PageDeliveries => Vec<model::Delivery>,
        reads [Deliveries Endpoints], changes [];
    "deliveries.outline": crate::deliveries::outline, deliveries::OutlineDeliveries => deliveries::DeliveryOutline,
        reads [Deliveries Endpoints], changes [];
    "deliveries.counts": crate::deliveries::counts, Nothing => deliveries::DeliveryCounts,
        reads [Deliveries Endpoints], changes [];
    "deliveries.detail": crate::deliveries::detail, deliveries::OneDelivery => deliveries::DeliveryDetail,
        reads [Deliveries Endpoints Attempts], changes [];
    "deliveries.create": crate::deliveries::create, deliveries::CreateDelivery => deliveries::CreatedDeliveries,
        reads [], changes [Deliveries Endpoints];
    "deliveries.deliver_captures": crate::deliveries::deliver_captures, deliveries::DeliverCaptures => deliveries::CreatedDeliveries,
        reads [], changes [Deliveries];
    "deliveries.retry": crate::deliveries::retry, deliveries::RetryDeliveries => deliveries::TouchedDeliveries,
        reads [], changes [Deliveries];
    "deliveries.cancel": crate::deliveries::cancel, deliveries::ChosenDeliveries => deliveries::TouchedDeliveries,
        reads [], changes [Deliveries];
    "deliveries.pause": crate::deliveries::pause, deliveries::ChosenDeliveries => deliveries::TouchedDeliveries,
        reads [], changes [Deliveries];
    "deliveries.resume": crate::deliveries::resume, deliveries::ChosenDeliveries => deliveries::TouchedDeliveries,
        reads [], changes [Deliveries];
    "deliveries.recover": crate::deliveries::recover, deliveries::ChosenDeliveries => deliveries::TouchedDeliveries,
        reads [], changes [Deliveries];
    "deliveries.clear": crate::deliveries::clear, deliveries::ChosenDeliveries => deliveries::TouchedDeliveries,
        reads [], changes [Deliveries];
    "engine.status": crate::engine::status, Nothing => model::EngineStatus,
        reads [Deliveries Endpoints], changes [];
    "engine.drain": crate::engine::drain, deliveries::DrainEngine => model::EngineStatus,
        reads [], changes [Deliveries];
    "runs.start": crate::console::start, runs::StartRun => model::Run,
        reads [], changes [Runs];
    "runs.preview": crate::console::preview, runs::StartRun => runs::RunPreview,
        reads [Captures Sources], changes [];
    "runs.list": crate::console::list, runs::PageRuns => Vec<runs::RunListed>,
        reads [Runs], changes [];
    "runs.detail": crate::console::detail, runs::LookAtRun => runs::RunDetail,
        reads [Runs], changes [];
    "runs.rows": crate::console::rows, runs::PageRunRows => Vec<runs::RunRow>,
        reads [Runs Captures], changes [];
    "runs.cancel": crate::console::cancel, runs::NamedRun => model::Run,
        reads [], changes [Runs];
    "runs.pause": crate::console::pause, runs::NamedRun => model::Run,
        reads [], changes [Runs];
    "runs.resume": crate::console::resume, runs::NamedRun => model::Run,
        reads [], changes [Runs];
    "runs.again": crate::console::again, runs::AgainRun => model::Run,
        reads [], changes [Runs];
    "runs.export": crate::console::export, runs::ExportRun => runs::ExportedRun,
        reads [], changes [];
    "probes.start": crate::probes::start, probes::StartProbe => probes::ProbeProgress,
        reads [], changes [Runs];
    "probes.progress": crate::probes::progress, probes::OneProbeRun => probes::ProbeProgress,
        reads [Runs], changes [];
    "probes.cancel": crate::probes::cancel, probes::OneProbeRun => probes::ProbeProgress,
        reads [], changes [Runs];
    "probes.list": crate::probes::list, probes::PageProbes => Vec<model::ProbeRow>,
        reads [Runs], changes [];
    "probes.report": crate::probes::report, probes::OneProbe => model::ProbeReport,
        reads [], changes [];
    "probes.export": crate::probes::export, probes::ExportProbe => probes::ExportedProbe,
        reads [], changes [];
    "replay.targets": crate::replay::targets, Nothing => Vec<String>,
        reads [Attempts], changes [];
    "attempts.page": crate::replay::attempts, replay::PageAttempts => Vec<model::Attempt>,
        reads [Attempts], changes [];
    "attempts.detail": crate::replay::attempt, replay::OneAttempt => replay::AttemptDetail,
        reads [Attempts], changes [];
    "receiver.status": crate::reception::status, Nothing => receiver::ReceiverStatus,
        reads [Receiver], changes [];
    "receiver.pause": crate::reception::pause, Nothing => receiver::ReceiverStatus,
        reads [], changes [Receiver];
    "receiver.resume": crate::reception::resume, Nothing => receiver::ReceiverStatus,
        reads [], changes [Receiver];
    "receiver.listen_on": crate::reception::listen_on, receiver::ListenOn => receiver::ReceiverStatus,
        reads [], changes [Receiver Sources];
    "emulations.create": crate::emulations::create, providers::CreateEmulated => emulations::CreatedEmulated,
        reads [], changes [Providers];
    "emulations.create_samples": crate::emulations::create_samples, emulations::CreateSamples => Vec<emulations::CreatedEmulated>,
        reads [], changes [Providers Endpoints Deliveries];
    "emulations.list": crate::emulations::list, emulations::OneEmulation => Vec<providers::EmulatedRow>,
        reads [Providers], changes [];
    "emulations.detail": crate::emulations::detail, emulations::OneEmulated => providers::EmulatedDetail,
        reads [Providers Settings], changes [];
    "emulations.keys": crate::emulations::keys, emulations::OneEmulation => Vec<providers::EmulatedKey>,
        reads [Providers], changes [];
    "emulations.status": crate::emulations::status, emulations::OneEmulation => emulations::EmulationStatus,
        reads [Providers Settings Receiver], changes [];
    "emulations.add_key": crate::emulations::add_key, emulations::AddKey => providers::EmulatedKey,
        reads [], changes [Providers];
    "emulations.revoke_key": crate::emulations::revoke_key, emulations::RevokeKey => Nothing,
        reads [], changes [Providers];
    "emulations.organizations": crate::emulations::organizations, emulations::OneEmulation => Vec<model::Organization>,
        reads [Providers], changes [];
    "emulations.add_organization": crate::emulations::add_organization, emulations::AddOrganization => model::Organization,
        reads [], changes [Providers];
    "emulations.calls": crate::emulations::calls, emulations::PageCalls => Vec<model::EmulatedCall>,
        reads [Providers], changes [];
    "emulations.call": crate::emulations::call, emulations::OneCall => providers::EmulatedCallDetail,
        reads [Providers], changes [];
    "emulations.troubles": crate::emulations::troubles, emulations::OneEmulation => Vec<model::Trouble>,
        reads [Providers], changes [];
    "emulations.add_trouble": crate::emulations::add_trouble, emulations::AddTrouble => Vec<model::Trouble>,
        reads [], changes [Providers];
    "emulations.clear_troubles": crate::emulations::clear_troubles, emulations::OneEmulation => emulations::ClearedTroubles,
        reads [], changes [Providers];
    "emulations.speed": crate::emulations::speed, emulations::OneEmulation => emulations::EmulationSpeed,
        reads [Settings], changes [];
    "emulations.set_speed": crate::emulations::set_speed, emulations::TurnClock => emulations::EmulationSpeed,
        reads [], changes [Settings Endpoints Deliveries];
    "emulations.hosting": crate::emulations::hosting, Nothing => emulations::SkyvernHosting,
        reads [Settings], changes [];
    "emulations.host_as": crate::emulations::host_as, emulations::SkyvernHosting => emulations::SkyvernHosting,
        reads [], changes [Settings];
    "emulations.terms": crate::emulations::terms, Nothing => emulations::AgentMessageTerms,
        reads [Settings], changes [];
    "emulations.set_terms": crate::emulations::set_terms, emulations::AgentMessageTerms => emulations::AgentMessageTerms,
        reads [], changes [Settings];
    "profiles.providers": crate::profiles::providers, Nothing => Vec<providers::ProviderInfo>,
        reads [], changes [];
    "profiles.list": crate::profiles::list, Nothing => Vec<providers::ProfileRow>,
        reads [Providers], changes [];
    "profiles.add": crate::profiles::add, providers::NewProfile => providers::ProfileRow,
        reads [], changes [Providers];
    "profiles.edit": crate::profiles::edit, providers::EditProfile => providers::ProfileRow,
        reads [], changes [Providers];
    "profiles.remove": crate::profiles::remove, profiles::OneProfile => Nothing,
        reads [], changes [Providers];
    "profiles.check": crate::profiles::check, profiles::OneProfile => providers::ProfileCheck,
        reads [], changes [];
    "profiles.deliveries": crate::profiles::deliveries, profiles::ListProviderDeliveries => providers::ProviderPage,
        reads [], changes [];
    "profiles.delivery": crate::profiles::delivery, profiles::OneProviderDelivery => providers::ProviderDelivery,
        reads [], changes [];
    "profiles.endpoints": crate::profiles::endpoints, profiles::ListProviderEndpoints => providers::ProviderEndpoints,
        reads [], changes [];
    "profiles.change_endpoint": crate::profiles::change_endpoint, profiles::ChangeProviderEndpoint => providers::EndpointAnswer,
        reads [], changes [];
    "profiles.preview": crate::profiles::preview, profiles::PreviewCall => Vec<profiles::PreviewedRequest>,
        reads [Providers], changes [];
    "profiles.redeliver_many": crate::profiles::redeliver_many, profiles::RedeliverMany => profiles::RedeliveryBatch,
        reads [], changes [Providers Attempts];
    "profiles.batch": crate::profiles::batch, profiles::OneRedeliveryBatch => profiles::RedeliveryBatch,
        reads [Providers], changes [];
    "profiles.cancel": crate::profiles::cancel, profiles::OneRedeliveryBatch => profiles::RedeliveryBatch,
        reads [], changes [Providers];
    "redeliveries.list": crate::redeliveries::list, redeliveries::PageRedeliveries => Vec<redeliveries::RedeliveryRow>,
        reads [Providers Captures], changes [];
    "redeliveries.detail": crate::redeliveries::detail, redeliveries::OneRedelivery => redeliveries::RedeliveryRow,
        reads [Providers Captures], changes [];
    "redeliveries.as_curl": crate::redeliveries::as_curl, redeliveries::OneRedelivery => redeliveries::CopiedCall,
        reads [], changes [];
    "provider_calls.page": crate::provider_calls::page, provider_calls::PageProviderCalls => Vec<provider_calls::ProviderCallRow>,
        reads [Providers Captures], changes [];
    "provider_calls.detail": crate::provider_calls::detail, provider_calls::OneProviderCall => provider_calls::ProviderCallDetail,
        reads [Providers Captures], changes [];
    "provider_calls.as_curl": crate::provider_calls::as_curl, provider_calls::OneProviderCall => redeliveries::CopiedCall,
        reads [], changes [];
    "provider_calls.export": crate::provider_calls::export, provider_calls::ExportProviderCalls => provider_calls::ExportedProviderCalls,
        reads [], changes [];
    "imports.start": crate::imports::start, imports::StartImport => imports::ImportProgress,
        reads [], changes [Captures];
    "imports.status": crate::imports::status, imports::OneImport => imports::ImportProgress,
        reads [Providers], changes [];
    "imports.cancel": crate::imports::cancel, imports::OneImport => imports::ImportProgress,
        reads [], changes [Providers];
    "imports.origin": crate::imports::origin, captures::OneCapture => Option<imports::CaptureOrigin>,
        reads [Providers], changes [];
    "imports.known": crate::imports::known, imports::KnownImports => Vec<imports::ImportedCapture>,
        reads [Providers Captures], changes [];
    "providers.redeliver": crate::profiles::redeliver, profiles::Redeliver => providers::Redelivery,
        reads [], changes [Attempts];
    "settings.get": crate::settings::get, Nothing => receiver::Settings,
        reads [Settings], changes [];
    "settings.set": crate::settings::set, receiver::Settings => receiver::Settings,
        reads [], changes [Settings];
    "about": crate::settings::about, Nothing => receiver::About,
        reads [Settings], changes [];
}

/// Runs a command by name, as shells do.
///
/// # Errors
/// When the command does not exist, its argument does not fit, or it fails.
pub async fn call(app: &App, name: &str, argument: Value) -> Result<Value, CallError> {
    let answer = run(app, name, argument).await?;
    if let Some(info) = COMMANDS.iter().find(|info| info.name == name) {
        app.announce(info.changes);
    }
    Ok(answer)
}

fn read<T: DeserializeOwned>(name: &str, argument: Value) -> Result<T, CallError> {
    let wrong = |error| CallError::new(format!("{name} cannot read its argument: {error}"));
    serde_json::from_value(argument).map_err(wrong)
}

fn unknown(name: &str) -> CallError {
    CallError::with_code("unknown_command", format!("there is no command \"{name}\""))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write as _;
    use std::path::{Path, PathBuf};

    use ts_rs::TS;

    use super::*;

    /// Writes each type that it visits.
    pub struct Export<'a>(pub &'a ts_rs::Config);

    impl ts_rs::TypeVisitor for Export<'_> {
        fn visit<T: TS + 'static + ?Sized>(&mut self) {
            T::export_all(self.0).ok();
        }
    }

    fn generated() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/core/generated")
    }

    /// Names of types in a TypeScript type such as `Array<Capture>`.
    fn type_names(text: &str) -> impl Iterator<Item = &str> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.starts_with(char::is_uppercase) && *word != "Array")
    }

    fn commands_file(config: &ts_rs::Config) -> String {
        let commands = typescript(config);
        let types: BTreeSet<_> = commands
            .iter()
            .flat_map(|(_, a, b)| [a, b])
            .flat_map(|t| type_names(t))
            .collect();
        let mut text =
            "// Written by the test `generated_types_are_current`. Do not edit by hand.\n"
                .to_owned();
        for name in types.iter().chain(&["Topic"]) {
            writeln!(text, "import type {{ {name} }} from \"./{name}\";").unwrap();
        }
        text +=
            "\n/** Every command with its argument and its answer. */\nexport type Commands = {\n";
        for (name, argument, answer) in &commands {
            writeln!(
                text,
                "  \"{name}\": {{ argument: {argument}; answer: {answer} }};"
            )
            .unwrap();
        }
        text += "};\n\n/** The topics whose change makes an answer stale. */\nexport const reads: Record<keyof Commands, Topic[]> = {\n";
        for info in COMMANDS {
            let reads = serde_json::to_string(info.reads).unwrap();
            writeln!(text, "  \"{}\": {reads},", info.name).unwrap();
        }
        text + "};\n"
    }

    fn files(folder: &Path) -> Vec<(String, String)> {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return Vec::new();
        };
        let file = |entry: std::fs::DirEntry| {
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read_to_string(entry.path()).unwrap())
        };
        let mut files: Vec<_> = entries.map(|entry| file(entry.unwrap())).collect();
        files.sort();
        files
    }

    /// Compares; with `HOOKWRIGHT_GENERATE=1` it writes instead.
    #[test]
    fn generated_types_are_current() {
        let fresh = tempfile::tempdir().unwrap();
        let config = ts_rs::Config::new()
            .with_out_dir(fresh.path())
            .with_large_int("number");
        let commands = commands_file(&config);
        std::fs::write(fresh.path().join("commands.ts"), commands).unwrap();
        <model::Notice as TS>::export_all(&config).unwrap();
        <CallError as TS>::export_all(&config).unwrap();
        if std::env::var_os("HOOKWRIGHT_GENERATE").is_some() {
            std::fs::remove_dir_all(generated()).ok();
            std::fs::create_dir_all(generated()).unwrap();
            for (name, text) in files(fresh.path()) {
                std::fs::write(generated().join(name), text).unwrap();
            }
        }
        let same = files(fresh.path()) == files(&generated());
        assert!(
            same,
            "ui/src/core/generated is stale: run `cargo xtask generate`"
        );
    }
}
