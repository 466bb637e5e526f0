//! What a tab asks of the server, and what it makes of the answers.

use app::replica::Pulled;
use domain::client_id::ClientId;
use domain::protocol::{Problem, ProblemCode, PullRequest, PullResponse, SCHEMA};
use domain::timestamp::Timestamp;

use crate::device::{Device, Stop};
use crate::faults::Kind;
use crate::network::Message;
use crate::program::{Program, as_earlier};

impl Device {
    /// The tab's next question to the server; an earlier one has timed out.
    pub fn ask(&mut self, tab: usize) -> Result<(u64, Message), Stop> {
        self.begin(tab)?;
        if !self.tabs[tab].pulling {
            self.commit(tab, |replica| Some(((), replica.mark_sent())))?;
        }
        let tab = &mut self.tabs[tab];
        tab.question += 1;
        let push = if tab.pulling {
            None
        } else {
            tab.replica.push_request()
        };
        let mut message = match push {
            Some(request) => Message::Push(request),
            None => {
                tab.pulling = true;
                Message::Pull(tab.replica.pull_request())
            }
        };
        let question = tab.question;
        if self.program == Program::Earlier {
            as_earlier(&mut message);
        }
        Ok((question, message))
    }

    /// The tab takes in an answer.
    pub fn hear(
        &mut self,
        tab: usize,
        message: Message,
        fresh: ClientId,
        now: Timestamp,
    ) -> Result<(), Stop> {
        match message {
            Message::Pushed(asked, Ok(mut response)) => {
                let news = response.follow_up(&asked).zip(response.news.take());
                let client = asked.client_id;
                let before = self.tabs[tab].replica.meta().last_mid;
                self.commit(tab, |replica| Some(((), replica.pushed(client, &response))))?;
                if response.echo.is_some() && self.tabs[tab].replica.meta().last_mid <= before {
                    self.struck.push(Kind::EchoLeftAside);
                }
                if let Some((request, news)) = news {
                    self.take_in(tab, &request, news, now)?;
                }
            }
            Message::Pushed(asked, Err(problem)) => {
                self.heed(&problem);
                let client = asked.client_id;
                self.commit(tab, |replica| {
                    Some(((), replica.push_refused(client, &problem.code, fresh, now)?))
                })?;
            }
            Message::Pulled(mut request, Ok(response)) => {
                if self.program == Program::Earlier {
                    // That is the one that it knows.
                    request.schema = SCHEMA;
                }
                self.take_in(tab, &request, response, now)?;
            }
            Message::Pulled(_, Err(problem)) => {
                self.heed(&problem);
                self.tabs[tab].pulling = false;
            }
            Message::Push(_) | Message::Pull(_) => panic!("questions go to the server"),
        }
        Ok(())
    }

    fn heed(&mut self, problem: &Problem) {
        self.signed_out |= problem.code == ProblemCode::NotSignedIn;
    }

    fn take_in(
        &mut self,
        tab: usize,
        request: &PullRequest,
        response: PullResponse,
        now: Timestamp,
    ) -> Result<(), Stop> {
        let present = *request == self.tabs[tab].replica.pull_request();
        match self.tabs[tab].replica.pulled(request, response, now) {
            Pulled::Complete(batch) if batch.is_empty() => self.tabs[tab].pulling = false,
            Pulled::Complete(batch) => match self.commit_once(tab, &batch)? {
                Ok(()) => self.tabs[tab].pulling = false,
                // Another tab was first: the pages no longer join on.
                Err(_) => {
                    self.tabs[tab].reload(&self.database);
                    self.tabs[tab].pulling = true;
                }
            },
            // It goes on sending until it has been brought up to date.
            Pulled::UpgradeRequired if self.program == Program::Earlier => {
                self.tabs[tab].pulling = false;
            }
            Pulled::UpgradeRequired => {}
            Pulled::More => {
                self.tabs[tab].pulling = true;
                self.tabs[tab].between_pages = present;
                return Ok(());
            }
        }
        self.tabs[tab].between_pages = false;
        Ok(())
    }
}
