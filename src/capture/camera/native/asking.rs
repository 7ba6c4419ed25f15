//! The system’s question whether the camera may be used.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::Access;

/// Has the question put on screen, unless it is there already, and looks for
/// its answer.
pub(super) fn ask(
    waiting: &mut Option<Receiver<bool>>,
    patience: Duration,
    put: impl FnOnce(Sender<bool>),
) -> Access {
    let answer = waiting.get_or_insert_with(|| {
        let (tell, answer) = channel();
        put(tell);
        answer
    });
    match answer.recv_timeout(patience) {
        Err(RecvTimeoutError::Timeout) => return Access::Asking,
        Ok(true) => *waiting = None,
        // Asked anew the next time: it may have been allowed meanwhile.
        Ok(false) | Err(RecvTimeoutError::Disconnected) => {
            *waiting = None;
            return Access::Refused;
        }
    }
    Access::Granted
}
