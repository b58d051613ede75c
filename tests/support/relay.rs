//! Stands between a client and a server, and keeps what passes byte for byte.

use std::io::{self, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crate::PATIENCE;
use crate::message::Message;

/// A way to a server. Its threads end with the test.
pub struct Relay {
    address: SocketAddr,
    passed: Receiver<(Message, Message)>,
}

impl Relay {
    /// A way to whoever listens there.
    #[must_use]
    pub fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there are free ports");
        let address = listener.local_addr().expect("it is bound");
        let (tell, passed) = mpsc::channel();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let tell = tell.clone();
                thread::spawn(move || pass(&client, server, &tell));
            }
        });
        Self { address, passed }
    }

    /// A URL that leads through it.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The next request and its answer.
    #[must_use]
    pub fn next(&self) -> (Message, Message) {
        let passed = self.passed.recv_timeout(PATIENCE);
        passed.expect("a request comes")
    }
}

/// Requests and answers of one connection, until the client ends it.
fn pass(
    client: &TcpStream,
    server: SocketAddr,
    tell: &Sender<(Message, Message)>,
) -> io::Result<()> {
    let there = TcpStream::connect(server)?;
    let (mut asks, mut answers) = (
        BufReader::new(client.try_clone()?),
        BufReader::new(there.try_clone()?),
    );
    while let Some(request) = Message::request(&mut asks)? {
        (&there).write_all(&[&request.head[..], &request.body].concat())?;
        let Some(answer) = Message::answer(&mut answers)? else {
            return Ok(());
        };
        let said = [&answer.head[..], &answer.body].concat();
        // Noted before it is passed on: who has the answer finds it here.
        let _ = tell.send((request, answer));
        (&*client).write_all(&said)?;
    }
    Ok(())
}
