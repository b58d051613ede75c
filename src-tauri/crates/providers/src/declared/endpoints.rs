//! Where a provider sends to: how its endpoints are listed, made and changed, as its file says.
//! Pure.

use delivery::Outgoing;
use model::{AttemptAnswer, Secret};
use serde_json::Value;

use super::catalogue::Declared;
use super::definition::{Call, Deed, EndpointPlaces, Endpoints};
use super::fill::{Blanks, Part, parts};
use super::paging::Page;
use super::request::{Unmade, paged};
use super::text::text_at;
use crate::provider_endpoint::{
    EndpointAnswer, EndpointCall, EndpointField, ProviderEndpoint, ProviderEndpoints,
};

impl Endpoints {
    /// What can be asked.
    pub(crate) fn can(&self) -> Vec<EndpointCall> {
        let deeds = [
            (&self.create, EndpointCall::Create),
            (&self.enable, EndpointCall::Enable),
            (&self.disable, EndpointCall::Disable),
            (&self.rotate, EndpointCall::RotateSecret),
            (&self.test, EndpointCall::Test),
        ];
        let deeds = deeds.into_iter().filter(|(deed, _)| deed.is_some());
        let deeds = deeds.map(|(_, call)| call);
        std::iter::once(EndpointCall::List).chain(deeds).collect()
    }

    /// What a new one takes beside its URL, in the order of the call.
    pub(crate) fn fields(&self) -> Vec<EndpointField> {
        let call = self.create.as_ref().map(|create| &create.call);
        let json = call.and_then(|call| call.json.as_ref());
        let form = call.and_then(|call| call.form.as_ref());
        let json = json.map(Value::to_string).unwrap_or_default();
        let form = form.into_iter().flat_map(|form| form.values());
        let text = form.fold(json, |text, value| text + value);
        let blanks: Vec<_> = parts(&text).iter().filter_map(blank).collect();
        let fields = EndpointField::ALL.into_iter();
        fields
            .filter(|field| blanks.contains(&field.id()))
            .collect()
    }

    pub(super) fn calls(&self) -> impl Iterator<Item = &Call> {
        std::iter::once(&self.list).chain(self.deeds().map(|deed| &deed.call))
    }

    pub(super) fn pointers(&self) -> Vec<&String> {
        let EndpointPlaces {
            id,
            url,
            name,
            events,
            enabled,
            hint,
        } = &self.row;
        let mut pointers = vec![&self.rows, id, url];
        pointers.extend(name);
        pointers.extend([events, hint].into_iter().flatten());
        pointers.extend(enabled.iter().map(|enabled| &enabled.at));
        pointers.extend(
            self.deeds()
                .flat_map(|deed| [&deed.secret, &deed.delivery])
                .flatten(),
        );
        pointers
    }

    fn deeds(&self) -> impl Iterator<Item = &Deed> {
        let deeds = [
            &self.create,
            &self.enable,
            &self.disable,
            &self.rotate,
            &self.test,
        ];
        deeds.into_iter().flatten()
    }
}

/// JSON has braces of its own, which enclose more than a word.
fn blank<'a>(part: &Part<'a>) -> Option<&'a str> {
    match part {
        Part::Blank(id) => Some(id.rsplit('{').next().unwrap_or(id)),
        Part::Text(_) => None,
    }
}

impl Declared {
    /// The request for a page of endpoints.
    pub(crate) fn endpoints_request(
        &self,
        endpoints: &Endpoints,
        to: (&str, &Secret),
        (blanks, cursor): (&Blanks, Option<&str>),
    ) -> Result<Outgoing, Unmade> {
        let outgoing = self.endpoint_request((endpoints, &endpoints.list), to, blanks)?;
        paged(outgoing, endpoints.next.as_ref(), cursor)
    }

    /// The request of a call about endpoints.
    pub(crate) fn endpoint_request(
        &self,
        (endpoints, call): (&Endpoints, &Call),
        to: (&str, &Secret),
        blanks: &Blanks,
    ) -> Result<Outgoing, Unmade> {
        let places = match endpoints.places.is_empty() {
            true => &self.definition.places,
            false => &endpoints.places,
        };
        self.request_below((call, places), to, blanks)
    }

    /// A page of endpoints.
    pub(crate) fn read_endpoints(
        &self,
        endpoints: &Endpoints,
        answer: &AttemptAnswer,
    ) -> Result<ProviderEndpoints, String> {
        let json = self.success(answer)?;
        let rows = json.pointer(&endpoints.rows).and_then(Value::as_array);
        let rows = rows.ok_or_else(|| self.not_its_answer())?;
        let rows: Vec<_> = rows
            .iter()
            .filter_map(|row| endpoints.row.read(row))
            .collect();
        let page = Page {
            answer,
            json: &json,
            last_id: rows.last().map(|row| row.id.as_str()),
        };
        let next = endpoints.next.as_ref().and_then(|next| next.of(&page));
        Ok(ProviderEndpoints { rows, next })
    }

    /// What came of a change; an answer without a body is one, too.
    pub(crate) fn read_deed(
        &self,
        deed: &Deed,
        answer: &AttemptAnswer,
    ) -> Result<EndpointAnswer, String> {
        if !(200..300).contains(&answer.status) {
            self.success(answer)?;
        }
        let json: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        Ok(EndpointAnswer {
            status: answer.status,
            secret: text_at(&json, deed.secret.as_deref()),
            delivery: text_at(&json, deed.delivery.as_deref()),
        })
    }
}

impl EndpointPlaces {
    /// The row, or nothing when it has no id.
    fn read(&self, row: &Value) -> Option<ProviderEndpoint> {
        let at = |place: &str| text_at(row, Some(place));
        let enabled = self.enabled.as_ref();
        let events = self.events.as_ref().and_then(|place| row.pointer(place));
        Some(ProviderEndpoint {
            id: at(&self.id)?,
            url: at(&self.url),
            name: self.name.iter().find_map(|place| at(place)),
            events: events.map(names).unwrap_or_default(),
            enabled: enabled.and_then(|words| match at(&words.at) {
                Some(word) => Some(words.on.contains(&word)),
                None => words.absent,
            }),
            hint: self.hint.as_ref().and_then(|place| at(place)),
        })
    }
}

fn names(events: &Value) -> Vec<String> {
    let events = events.as_array().into_iter().flatten();
    let name = |event: &Value| {
        event
            .as_str()
            .or_else(|| event["name"].as_str())
            .map(str::to_owned)
    };
    events.filter_map(name).collect()
}
