// Written by the test `generated_types_are_current`. Do not edit by hand.
import type { About } from "./About";
import type { AddKey } from "./AddKey";
import type { AddOrganization } from "./AddOrganization";
import type { AddTrouble } from "./AddTrouble";
import type { AgainRun } from "./AgainRun";
import type { AgentMessageTerms } from "./AgentMessageTerms";
import type { Attempt } from "./Attempt";
import type { AttemptDetail } from "./AttemptDetail";
import type { Capture } from "./Capture";
import type { CaptureCounts } from "./CaptureCounts";
import type { CaptureDetail } from "./CaptureDetail";
import type { CaptureOrigin } from "./CaptureOrigin";
import type { CaptureOutline } from "./CaptureOutline";
import type { ChangeProviderEndpoint } from "./ChangeProviderEndpoint";
import type { CheckScheme } from "./CheckScheme";
import type { CheckedScheme } from "./CheckedScheme";
import type { ChosenDeliveries } from "./ChosenDeliveries";
import type { ClearedTroubles } from "./ClearedTroubles";
import type { CopiedCall } from "./CopiedCall";
import type { CopiedText } from "./CopiedText";
import type { CopyCapture } from "./CopyCapture";
import type { CopyRequest } from "./CopyRequest";
import type { CreateDelivery } from "./CreateDelivery";
import type { CreateEmulated } from "./CreateEmulated";
import type { CreateSamples } from "./CreateSamples";
import type { CreatedDeliveries } from "./CreatedDeliveries";
import type { CreatedEmulated } from "./CreatedEmulated";
import type { DeliverCaptures } from "./DeliverCaptures";
import type { Delivery } from "./Delivery";
import type { DeliveryCounts } from "./DeliveryCounts";
import type { DeliveryDetail } from "./DeliveryDetail";
import type { DeliveryOutline } from "./DeliveryOutline";
import type { DetectRequest } from "./DetectRequest";
import type { Detected } from "./Detected";
import type { DiagnoseCapture } from "./DiagnoseCapture";
import type { DiagnoseRequest } from "./DiagnoseRequest";
import type { Diagnosis } from "./Diagnosis";
import type { DrainEngine } from "./DrainEngine";
import type { EditEndpoint } from "./EditEndpoint";
import type { EditProfile } from "./EditProfile";
import type { EditSource } from "./EditSource";
import type { EmulatedCall } from "./EmulatedCall";
import type { EmulatedCallDetail } from "./EmulatedCallDetail";
import type { EmulatedDetail } from "./EmulatedDetail";
import type { EmulatedKey } from "./EmulatedKey";
import type { EmulatedRow } from "./EmulatedRow";
import type { EmulationSpeed } from "./EmulationSpeed";
import type { EmulationStatus } from "./EmulationStatus";
import type { EnableEndpoint } from "./EnableEndpoint";
import type { EndpointAnswer } from "./EndpointAnswer";
import type { EndpointCarrier } from "./EndpointCarrier";
import type { EndpointOverview } from "./EndpointOverview";
import type { EngineStatus } from "./EngineStatus";
import type { ExportProbe } from "./ExportProbe";
import type { ExportProviderCalls } from "./ExportProviderCalls";
import type { ExportRun } from "./ExportRun";
import type { ExportedProbe } from "./ExportedProbe";
import type { ExportedProviderCalls } from "./ExportedProviderCalls";
import type { ExportedRun } from "./ExportedRun";
import type { ForgetLearned } from "./ForgetLearned";
import type { FoundCaptures } from "./FoundCaptures";
import type { HandshakeSummary } from "./HandshakeSummary";
import type { ImportProgress } from "./ImportProgress";
import type { ImportedCapture } from "./ImportedCapture";
import type { KnownImports } from "./KnownImports";
import type { ListProviderDeliveries } from "./ListProviderDeliveries";
import type { ListProviderEndpoints } from "./ListProviderEndpoints";
import type { ListenOn } from "./ListenOn";
import type { LookAtRun } from "./LookAtRun";
import type { MadeSecret } from "./MadeSecret";
import type { MakeSecret } from "./MakeSecret";
import type { MendSource } from "./MendSource";
import type { NamedRun } from "./NamedRun";
import type { NewEndpoint } from "./NewEndpoint";
import type { NewProfile } from "./NewProfile";
import type { NewSource } from "./NewSource";
import type { NewerCaptures } from "./NewerCaptures";
import type { NewerCount } from "./NewerCount";
import type { Nothing } from "./Nothing";
import type { OneAttempt } from "./OneAttempt";
import type { OneCall } from "./OneCall";
import type { OneCapture } from "./OneCapture";
import type { OneDelivery } from "./OneDelivery";
import type { OneEmulated } from "./OneEmulated";
import type { OneEmulation } from "./OneEmulation";
import type { OneEndpoint } from "./OneEndpoint";
import type { OneImport } from "./OneImport";
import type { OneProbe } from "./OneProbe";
import type { OneProbeRun } from "./OneProbeRun";
import type { OneProfile } from "./OneProfile";
import type { OneProviderCall } from "./OneProviderCall";
import type { OneProviderDelivery } from "./OneProviderDelivery";
import type { OneRedelivery } from "./OneRedelivery";
import type { OneRedeliveryBatch } from "./OneRedeliveryBatch";
import type { OneScheme } from "./OneScheme";
import type { OneSource } from "./OneSource";
import type { Organization } from "./Organization";
import type { OutlineCaptures } from "./OutlineCaptures";
import type { OutlineDeliveries } from "./OutlineDeliveries";
import type { PageAttempts } from "./PageAttempts";
import type { PageCalls } from "./PageCalls";
import type { PageCaptures } from "./PageCaptures";
import type { PageDeliveries } from "./PageDeliveries";
import type { PageProbes } from "./PageProbes";
import type { PageProviderCalls } from "./PageProviderCalls";
import type { PageRedeliveries } from "./PageRedeliveries";
import type { PageRunRows } from "./PageRunRows";
import type { PageRuns } from "./PageRuns";
import type { PauseSource } from "./PauseSource";
import type { PinCaptures } from "./PinCaptures";
import type { PreviewCall } from "./PreviewCall";
import type { PreviewedRequest } from "./PreviewedRequest";
import type { ProbeProgress } from "./ProbeProgress";
import type { ProbeReport } from "./ProbeReport";
import type { ProbeRow } from "./ProbeRow";
import type { ProfileCheck } from "./ProfileCheck";
import type { ProfileRow } from "./ProfileRow";
import type { Proposals } from "./Proposals";
import type { ProposeScheme } from "./ProposeScheme";
import type { ProviderCallDetail } from "./ProviderCallDetail";
import type { ProviderCallRow } from "./ProviderCallRow";
import type { ProviderDelivery } from "./ProviderDelivery";
import type { ProviderEndpoints } from "./ProviderEndpoints";
import type { ProviderInfo } from "./ProviderInfo";
import type { ProviderPage } from "./ProviderPage";
import type { ReadAnswer } from "./ReadAnswer";
import type { ReadRequest } from "./ReadRequest";
import type { ReadSchedule } from "./ReadSchedule";
import type { ReceiverStatus } from "./ReceiverStatus";
import type { Redeliver } from "./Redeliver";
import type { RedeliverMany } from "./RedeliverMany";
import type { Redelivery } from "./Redelivery";
import type { RedeliveryBatch } from "./RedeliveryBatch";
import type { RedeliveryRow } from "./RedeliveryRow";
import type { RetryDeliveries } from "./RetryDeliveries";
import type { RevealEndpointSecret } from "./RevealEndpointSecret";
import type { RevealSecret } from "./RevealSecret";
import type { RevealedSecret } from "./RevealedSecret";
import type { Reverification } from "./Reverification";
import type { ReverifySource } from "./ReverifySource";
import type { RevokeKey } from "./RevokeKey";
import type { Run } from "./Run";
import type { RunDetail } from "./RunDetail";
import type { RunListed } from "./RunListed";
import type { RunPreview } from "./RunPreview";
import type { RunRow } from "./RunRow";
import type { SaveScheme } from "./SaveScheme";
import type { ScheduleView } from "./ScheduleView";
import type { SchemeDetail } from "./SchemeDetail";
import type { SchemeHandshakes } from "./SchemeHandshakes";
import type { SchemeSnippet } from "./SchemeSnippet";
import type { SchemeSummary } from "./SchemeSummary";
import type { SearchCaptures } from "./SearchCaptures";
import type { SecretOfScheme } from "./SecretOfScheme";
import type { SecretRemark } from "./SecretRemark";
import type { SendTest } from "./SendTest";
import type { SentTest } from "./SentTest";
import type { Settings } from "./Settings";
import type { SignRequest } from "./SignRequest";
import type { SignedRequest } from "./SignedRequest";
import type { SkyvernHosting } from "./SkyvernHosting";
import type { Snippet } from "./Snippet";
import type { SomeCaptures } from "./SomeCaptures";
import type { SourceOverview } from "./SourceOverview";
import type { StartImport } from "./StartImport";
import type { StartProbe } from "./StartProbe";
import type { StartRun } from "./StartRun";
import type { TouchedCaptures } from "./TouchedCaptures";
import type { TouchedDeliveries } from "./TouchedDeliveries";
import type { Trouble } from "./Trouble";
import type { TrySignature } from "./TrySignature";
import type { TurnClock } from "./TurnClock";
import type { Verification } from "./Verification";
import type { VerifyRequest } from "./VerifyRequest";
import type { Visited } from "./Visited";
import type { Topic } from "./Topic";

/** Every command with its argument and its answer. */
export type Commands = {
  "captures.page": { argument: PageCaptures; answer: Array<Capture> };
  "captures.outline": { argument: OutlineCaptures; answer: CaptureOutline };
  "captures.search": { argument: SearchCaptures; answer: FoundCaptures };
  "captures.newer": { argument: NewerCaptures; answer: NewerCount };
  "captures.counts": { argument: Nothing; answer: CaptureCounts };
  "captures.detail": { argument: OneCapture; answer: CaptureDetail };
  "captures.reverify": { argument: OneCapture; answer: Verification };
  "captures.agree": { argument: OneCapture; answer: Visited };
  "captures.fetch_key": { argument: OneCapture; answer: SourceOverview };
  "captures.pin": { argument: PinCaptures; answer: TouchedCaptures };
  "captures.delete": { argument: SomeCaptures; answer: TouchedCaptures };
  "captures.restore": { argument: SomeCaptures; answer: TouchedCaptures };
  "captures.copy": { argument: CopyCapture; answer: CopiedText };
  "sources.list": { argument: Nothing; answer: Array<SourceOverview> };
  "sources.add": { argument: NewSource; answer: SourceOverview };
  "sources.edit": { argument: EditSource; answer: SourceOverview };
  "sources.mend": { argument: MendSource; answer: SourceOverview };
  "sources.pause": { argument: PauseSource; answer: SourceOverview };
  "sources.remove": { argument: OneSource; answer: Nothing };
  "sources.reveal_secret": { argument: RevealSecret; answer: RevealedSecret };
  "sources.handshakes": { argument: SchemeHandshakes; answer: Array<HandshakeSummary> };
  "sources.forget_learned": { argument: ForgetLearned; answer: Nothing };
  "sources.test": { argument: SendTest; answer: SentTest };
  "sources.reverify": { argument: ReverifySource; answer: Reverification };
  "sources.reverification": { argument: ReverifySource; answer: Reverification | null };
  "sources.cancel_reverification": { argument: ReverifySource; answer: Reverification | null };
  "schemes.list": { argument: Nothing; answer: Array<SchemeSummary> };
  "schemes.detail": { argument: OneScheme; answer: SchemeDetail };
  "schemes.check": { argument: CheckScheme; answer: CheckedScheme };
  "schemes.save": { argument: SaveScheme; answer: SchemeSummary };
  "schemes.remove": { argument: OneScheme; answer: Nothing };
  "schemes.snippet": { argument: SchemeSnippet; answer: Snippet };
  "schemes.secret_remark": { argument: SecretOfScheme; answer: SecretRemark };
  "signature.try": { argument: TrySignature; answer: Verification };
  "signature.verify": { argument: VerifyRequest; answer: Verification };
  "signature.sign": { argument: SignRequest; answer: SignedRequest };
  "signature.new_secret": { argument: MakeSecret; answer: MadeSecret };
  "signature.diagnose": { argument: DiagnoseRequest; answer: Diagnosis };
  "signature.detect": { argument: DetectRequest; answer: Array<Detected> };
  "signature.propose": { argument: ProposeScheme; answer: Proposals };
  "signature.read": { argument: ReadRequest; answer: ReadAnswer };
  "signature.copy": { argument: CopyRequest; answer: CopiedText };
  "captures.diagnose": { argument: DiagnoseCapture; answer: Diagnosis };
  "captures.detect": { argument: OneCapture; answer: Array<Detected> };
  "endpoints.list": { argument: Nothing; answer: Array<EndpointOverview> };
  "endpoints.add": { argument: NewEndpoint; answer: EndpointOverview };
  "endpoints.edit": { argument: EditEndpoint; answer: EndpointOverview };
  "endpoints.enable": { argument: EnableEndpoint; answer: EndpointOverview };
  "endpoints.remove": { argument: OneEndpoint; answer: Nothing };
  "endpoints.reveal_secret": { argument: RevealEndpointSecret; answer: RevealedSecret };
  "endpoints.carriers": { argument: Nothing; answer: Array<EndpointCarrier> };
  "endpoints.test": { argument: OneEndpoint; answer: CreatedDeliveries };
  "schedules.list": { argument: Nothing; answer: Array<ScheduleView> };
  "schedules.read": { argument: ReadSchedule; answer: ScheduleView };
  "deliveries.page": { argument: PageDeliveries; answer: Array<Delivery> };
  "deliveries.outline": { argument: OutlineDeliveries; answer: DeliveryOutline };
  "deliveries.counts": { argument: Nothing; answer: DeliveryCounts };
  "deliveries.detail": { argument: OneDelivery; answer: DeliveryDetail };
  "deliveries.create": { argument: CreateDelivery; answer: CreatedDeliveries };
  "deliveries.deliver_captures": { argument: DeliverCaptures; answer: CreatedDeliveries };
  "deliveries.retry": { argument: RetryDeliveries; answer: TouchedDeliveries };
  "deliveries.cancel": { argument: ChosenDeliveries; answer: TouchedDeliveries };
  "deliveries.pause": { argument: ChosenDeliveries; answer: TouchedDeliveries };
  "deliveries.resume": { argument: ChosenDeliveries; answer: TouchedDeliveries };
  "deliveries.recover": { argument: ChosenDeliveries; answer: TouchedDeliveries };
  "deliveries.clear": { argument: ChosenDeliveries; answer: TouchedDeliveries };
  "engine.status": { argument: Nothing; answer: EngineStatus };
  "engine.drain": { argument: DrainEngine; answer: EngineStatus };
  "runs.start": { argument: StartRun; answer: Run };
  "runs.preview": { argument: StartRun; answer: RunPreview };
  "runs.list": { argument: PageRuns; answer: Array<RunListed> };
  "runs.detail": { argument: LookAtRun; answer: RunDetail };
  "runs.rows": { argument: PageRunRows; answer: Array<RunRow> };
  "runs.cancel": { argument: NamedRun; answer: Run };
  "runs.pause": { argument: NamedRun; answer: Run };
  "runs.resume": { argument: NamedRun; answer: Run };
  "runs.again": { argument: AgainRun; answer: Run };
  "runs.export": { argument: ExportRun; answer: ExportedRun };
  "probes.start": { argument: StartProbe; answer: ProbeProgress };
  "probes.progress": { argument: OneProbeRun; answer: ProbeProgress };
  "probes.cancel": { argument: OneProbeRun; answer: ProbeProgress };
  "probes.list": { argument: PageProbes; answer: Array<ProbeRow> };
  "probes.report": { argument: OneProbe; answer: ProbeReport };
  "probes.export": { argument: ExportProbe; answer: ExportedProbe };
  "replay.targets": { argument: Nothing; answer: Array<string> };
  "attempts.page": { argument: PageAttempts; answer: Array<Attempt> };
  "attempts.detail": { argument: OneAttempt; answer: AttemptDetail };
  "receiver.status": { argument: Nothing; answer: ReceiverStatus };
  "receiver.pause": { argument: Nothing; answer: ReceiverStatus };
  "receiver.resume": { argument: Nothing; answer: ReceiverStatus };
  "receiver.listen_on": { argument: ListenOn; answer: ReceiverStatus };
  "emulations.create": { argument: CreateEmulated; answer: CreatedEmulated };
  "emulations.create_samples": { argument: CreateSamples; answer: Array<CreatedEmulated> };
  "emulations.list": { argument: OneEmulation; answer: Array<EmulatedRow> };
  "emulations.detail": { argument: OneEmulated; answer: EmulatedDetail };
  "emulations.keys": { argument: OneEmulation; answer: Array<EmulatedKey> };
  "emulations.status": { argument: OneEmulation; answer: EmulationStatus };
  "emulations.add_key": { argument: AddKey; answer: EmulatedKey };
  "emulations.revoke_key": { argument: RevokeKey; answer: Nothing };
  "emulations.organizations": { argument: OneEmulation; answer: Array<Organization> };
  "emulations.add_organization": { argument: AddOrganization; answer: Organization };
  "emulations.calls": { argument: PageCalls; answer: Array<EmulatedCall> };
  "emulations.call": { argument: OneCall; answer: EmulatedCallDetail };
  "emulations.troubles": { argument: OneEmulation; answer: Array<Trouble> };
  "emulations.add_trouble": { argument: AddTrouble; answer: Array<Trouble> };
  "emulations.clear_troubles": { argument: OneEmulation; answer: ClearedTroubles };
  "emulations.speed": { argument: OneEmulation; answer: EmulationSpeed };
  "emulations.set_speed": { argument: TurnClock; answer: EmulationSpeed };
  "emulations.hosting": { argument: Nothing; answer: SkyvernHosting };
  "emulations.host_as": { argument: SkyvernHosting; answer: SkyvernHosting };
  "emulations.terms": { argument: Nothing; answer: AgentMessageTerms };
  "emulations.set_terms": { argument: AgentMessageTerms; answer: AgentMessageTerms };
  "profiles.providers": { argument: Nothing; answer: Array<ProviderInfo> };
  "profiles.list": { argument: Nothing; answer: Array<ProfileRow> };
  "profiles.add": { argument: NewProfile; answer: ProfileRow };
  "profiles.edit": { argument: EditProfile; answer: ProfileRow };
  "profiles.remove": { argument: OneProfile; answer: Nothing };
  "profiles.check": { argument: OneProfile; answer: ProfileCheck };
  "profiles.deliveries": { argument: ListProviderDeliveries; answer: ProviderPage };
  "profiles.delivery": { argument: OneProviderDelivery; answer: ProviderDelivery };
  "profiles.endpoints": { argument: ListProviderEndpoints; answer: ProviderEndpoints };
  "profiles.change_endpoint": { argument: ChangeProviderEndpoint; answer: EndpointAnswer };
  "profiles.preview": { argument: PreviewCall; answer: Array<PreviewedRequest> };
  "profiles.redeliver_many": { argument: RedeliverMany; answer: RedeliveryBatch };
  "profiles.batch": { argument: OneRedeliveryBatch; answer: RedeliveryBatch };
  "profiles.cancel": { argument: OneRedeliveryBatch; answer: RedeliveryBatch };
  "redeliveries.list": { argument: PageRedeliveries; answer: Array<RedeliveryRow> };
  "redeliveries.detail": { argument: OneRedelivery; answer: RedeliveryRow };
  "redeliveries.as_curl": { argument: OneRedelivery; answer: CopiedCall };
  "provider_calls.page": { argument: PageProviderCalls; answer: Array<ProviderCallRow> };
  "provider_calls.detail": { argument: OneProviderCall; answer: ProviderCallDetail };
  "provider_calls.as_curl": { argument: OneProviderCall; answer: CopiedCall };
  "provider_calls.export": { argument: ExportProviderCalls; answer: ExportedProviderCalls };
  "imports.start": { argument: StartImport; answer: ImportProgress };
  "imports.status": { argument: OneImport; answer: ImportProgress };
  "imports.cancel": { argument: OneImport; answer: ImportProgress };
  "imports.origin": { argument: OneCapture; answer: CaptureOrigin | null };
  "imports.known": { argument: KnownImports; answer: Array<ImportedCapture> };
  "providers.redeliver": { argument: Redeliver; answer: Redelivery };
  "settings.get": { argument: Nothing; answer: Settings };
  "settings.set": { argument: Settings; answer: Settings };
  "about": { argument: Nothing; answer: About };
};

/** The topics whose change makes an answer stale. */
export const reads: Record<keyof Commands, Topic[]> = {
  "captures.page": ["captures"],
  "captures.outline": ["captures"],
  "captures.search": ["captures"],
  "captures.newer": ["captures"],
  "captures.counts": ["captures","sources"],
  "captures.detail": ["captures","attempts","sources"],
  "captures.reverify": [],
  "captures.agree": [],
  "captures.fetch_key": [],
  "captures.pin": [],
  "captures.delete": [],
  "captures.restore": [],
  "captures.copy": [],
  "sources.list": ["sources","receiver","attempts","endpoints"],
  "sources.add": [],
  "sources.edit": [],
  "sources.mend": [],
  "sources.pause": [],
  "sources.remove": [],
  "sources.reveal_secret": [],
  "sources.handshakes": ["sources"],
  "sources.forget_learned": [],
  "sources.test": [],
  "sources.reverify": [],
  "sources.reverification": ["runs"],
  "sources.cancel_reverification": [],
  "schemes.list": ["sources"],
  "schemes.detail": ["sources"],
  "schemes.check": ["sources","captures"],
  "schemes.save": [],
  "schemes.remove": [],
  "schemes.snippet": ["sources"],
  "schemes.secret_remark": ["sources"],
  "signature.try": [],
  "signature.verify": ["sources"],
  "signature.sign": ["sources"],
  "signature.new_secret": [],
  "signature.diagnose": ["sources"],
  "signature.detect": [],
  "signature.propose": [],
  "signature.read": [],
  "signature.copy": [],
  "captures.diagnose": ["captures","sources"],
  "captures.detect": ["captures"],
  "endpoints.list": ["endpoints","deliveries","sources"],
  "endpoints.add": [],
  "endpoints.edit": [],
  "endpoints.enable": [],
  "endpoints.remove": [],
  "endpoints.reveal_secret": [],
  "endpoints.carriers": ["providers"],
  "endpoints.test": [],
  "schedules.list": [],
  "schedules.read": [],
  "deliveries.page": ["deliveries","endpoints"],
  "deliveries.outline": ["deliveries","endpoints"],
  "deliveries.counts": ["deliveries","endpoints"],
  "deliveries.detail": ["deliveries","endpoints","attempts"],
  "deliveries.create": [],
  "deliveries.deliver_captures": [],
  "deliveries.retry": [],
  "deliveries.cancel": [],
  "deliveries.pause": [],
  "deliveries.resume": [],
  "deliveries.recover": [],
  "deliveries.clear": [],
  "engine.status": ["deliveries","endpoints"],
  "engine.drain": [],
  "runs.start": [],
  "runs.preview": ["captures","sources"],
  "runs.list": ["runs"],
  "runs.detail": ["runs"],
  "runs.rows": ["runs","captures"],
  "runs.cancel": [],
  "runs.pause": [],
  "runs.resume": [],
  "runs.again": [],
  "runs.export": [],
  "probes.start": [],
  "probes.progress": ["runs"],
  "probes.cancel": [],
  "probes.list": ["runs"],
  "probes.report": [],
  "probes.export": [],
  "replay.targets": ["attempts"],
  "attempts.page": ["attempts"],
  "attempts.detail": ["attempts"],
  "receiver.status": ["receiver"],
  "receiver.pause": [],
  "receiver.resume": [],
  "receiver.listen_on": [],
  "emulations.create": [],
  "emulations.create_samples": [],
  "emulations.list": ["providers"],
  "emulations.detail": ["providers","settings"],
  "emulations.keys": ["providers"],
  "emulations.status": ["providers","settings","receiver"],
  "emulations.add_key": [],
  "emulations.revoke_key": [],
  "emulations.organizations": ["providers"],
  "emulations.add_organization": [],
  "emulations.calls": ["providers"],
  "emulations.call": ["providers"],
  "emulations.troubles": ["providers"],
  "emulations.add_trouble": [],
  "emulations.clear_troubles": [],
  "emulations.speed": ["settings"],
  "emulations.set_speed": [],
  "emulations.hosting": ["settings"],
  "emulations.host_as": [],
  "emulations.terms": ["settings"],
  "emulations.set_terms": [],
  "profiles.providers": [],
  "profiles.list": ["providers"],
  "profiles.add": [],
  "profiles.edit": [],
  "profiles.remove": [],
  "profiles.check": [],
  "profiles.deliveries": [],
  "profiles.delivery": [],
  "profiles.endpoints": [],
  "profiles.change_endpoint": [],
  "profiles.preview": ["providers"],
  "profiles.redeliver_many": [],
  "profiles.batch": ["providers"],
  "profiles.cancel": [],
  "redeliveries.list": ["providers","captures"],
  "redeliveries.detail": ["providers","captures"],
  "redeliveries.as_curl": [],
  "provider_calls.page": ["providers","captures"],
  "provider_calls.detail": ["providers","captures"],
  "provider_calls.as_curl": [],
  "provider_calls.export": [],
  "imports.start": [],
  "imports.status": ["providers"],
  "imports.cancel": [],
  "imports.origin": ["providers"],
  "imports.known": ["providers","captures"],
  "providers.redeliver": [],
  "settings.get": ["settings"],
  "settings.set": [],
  "about": ["settings"],
};
