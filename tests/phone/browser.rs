//! A phone-sized Chromium, driven through chromedriver in plain HTTP.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long a page may take, on a machine busy with other things.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

/// Where a program is, if it is installed.
fn installed(names: &[&str]) -> Option<String> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|file| file.is_file())
        .map(|file| file.display().to_string())
}

impl Browser {
    /// A browser, or the reason why there is none.
    pub fn start() -> Result<Self, String> {
        let chromium = installed(&["chromium", "chromium-browser", "google-chrome"])
            .ok_or("Chromium is not installed")?;
        let driver = installed(&["chromedriver"]).ok_or("chromedriver is not installed")?;
        // A port that was free a moment ago.
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .map_err(|error| error.to_string())?
            .port();
        let driver = Command::new(driver)
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let mut browser = Self {
            driver,
            port,
            session: String::new(),
        };
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if start.elapsed() > PATIENCE {
                return Err("chromedriver did not start".to_owned());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": {
                "binary": chromium,
                "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
                "mobileEmulation": {
                    "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 2.0, "touch": true },
                },
            },
            "goog:loggingPrefs": { "browser": "ALL" },
        }}});
        let session = browser.ask("POST", "/session", &wanted)?;
        browser.session = session["sessionId"]
            .as_str()
            .ok_or_else(|| format!("no session: {session}"))?
            .to_owned();
        Ok(browser)
    }

    /// Asks the driver; its `value`.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let body = if method == "POST" {
            body.to_string()
        } else {
            String::new()
        };
        let mut stream =
            TcpStream::connect(("127.0.0.1", self.port)).map_err(|error| error.to_string())?;
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            body.len()
        );
        stream
            .write_all(&[head.as_bytes(), body.as_bytes()].concat())
            .map_err(|error| error.to_string())?;
        let mut all = Vec::new();
        let mut part = [0; 65536];
        loop {
            let (head, came) = match all.windows(4).position(|four| four == b"\r\n\r\n") {
                Some(at) => (
                    String::from_utf8_lossy(&all[..at]).to_lowercase(),
                    all.len() - at - 4,
                ),
                None => (String::new(), 0),
            };
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length:"))
                .and_then(|length| length.trim().parse::<usize>().ok());
            if length.is_some_and(|length| came >= length) {
                break;
            }
            match stream.read(&mut part) {
                Ok(0) => break,
                Ok(count) => all.extend_from_slice(&part[..count]),
                Err(error) => return Err(error.to_string()),
            }
        }
        let text = String::from_utf8_lossy(&all);
        let (_, body) = text.split_once("\r\n\r\n").ok_or("no answer")?;
        let answer: Value = serde_json::from_str(body).map_err(|error| error.to_string())?;
        match answer["value"]["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", answer["value"]["message"])),
            None => Ok(answer["value"].clone()),
        }
    }

    #[track_caller]
    fn do_it(&self, method: &str, path: &str, body: &Value) -> Value {
        let path = format!("/session/{}{path}", self.session);
        self.ask(method, &path, body)
            .unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    #[track_caller]
    pub fn open(&self, link: &str) {
        self.do_it("POST", "/url", &json!({ "url": link }));
    }

    #[track_caller]
    pub fn element(&self, selector: &str) -> String {
        let found = self.do_it(
            "POST",
            "/element",
            &json!({ "using": "css selector", "value": selector }),
        );
        let id = found.as_object().unwrap().values().next().unwrap();
        id.as_str().unwrap().to_owned()
    }

    #[track_caller]
    pub fn type_into(&self, selector: &str, words: &str) {
        let element = self.element(selector);
        self.do_it(
            "POST",
            &format!("/element/{element}/value"),
            &json!({ "text": words }),
        );
    }

    #[track_caller]
    pub fn click(&self, selector: &str) {
        let element = self.element(selector);
        self.do_it("POST", &format!("/element/{element}/click"), &json!({}));
    }

    /// What a script returns.
    #[track_caller]
    pub fn script(&self, script: &str) -> Value {
        let body = json!({ "script": script, "args": [] });
        self.do_it("POST", "/execute/sync", &body)
    }

    /// A command of the browser's own protocol.
    #[track_caller]
    pub fn command(&self, command: &str, params: &Value) -> Value {
        let body = json!({ "cmd": command, "params": params });
        self.do_it("POST", "/goog/cdp/execute", &body)
    }

    /// Waits until a script says true.
    #[track_caller]
    pub fn wait_for(&self, script: &str) {
        let start = Instant::now();
        while self.script(&format!("return {script}")) != json!(true) {
            assert!(
                start.elapsed() < PATIENCE,
                "never: {script}\n{}",
                self.text()
            );
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// All words on the page.
    #[track_caller]
    pub fn text(&self) -> String {
        let text = self.script("return document.body.innerText");
        text.as_str().unwrap_or_default().to_owned()
    }

    /// What the browser complained of.
    pub fn complaints(&self) -> Vec<String> {
        let log = self.do_it("POST", "/se/log", &json!({ "type": "browser" }));
        log.as_array()
            .into_iter()
            .flatten()
            .filter_map(|line| Some(line["message"].as_str()?.to_owned()))
            .collect()
    }

    pub fn dress(&self, scheme: &str) {
        self.command(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
        );
    }

    /// A phone of this size, in points.
    pub fn screen(&self, width: u32, height: u32) {
        self.command(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": true }),
        );
    }

    /// Cuts the network off, or slows what is sent to so many bytes a second.
    pub fn network(&self, offline: bool, upload: f64) {
        self.command("Network.enable", &json!({}));
        self.command(
            "Network.emulateNetworkConditions",
            &json!({
                "offline": offline, "latency": 5, "downloadThroughput": -1, "uploadThroughput": upload,
            }),
        );
    }

    /// A picture of the whole page, into the folder of looks if there is one.
    pub fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("SMILEKEEP_LOOK") else {
            return;
        };
        let taken = self.command(
            "Page.captureScreenshot",
            &json!({ "captureBeyondViewport": true }),
        );
        let bytes = base64(taken["data"].as_str().unwrap());
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(Path::new(&folder).join(format!("{name}.png")), bytes).unwrap();
    }

    /// Roles and names of all that can be used, as a screen reader hears them.
    pub fn usable(&self) -> Vec<(String, String)> {
        let tree = self.command("Accessibility.getFullAXTree", &json!({}));
        let nodes = tree["nodes"].as_array().unwrap();
        nodes
            .iter()
            .filter(|node| node["ignored"] != json!(true))
            .filter(|node| {
                node["properties"].as_array().is_some_and(|all| {
                    all.iter().any(|one| {
                        one["name"] == "focusable" && one["value"]["value"] == json!(true)
                    })
                })
            })
            .map(|node| {
                let word = |part: &str| node[part]["value"].as_str().unwrap_or_default().to_owned();
                (word("role"), word("name"))
            })
            .collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            // The driver ends the browser, then itself.
            let _ = self.ask("DELETE", &format!("/session/{}", self.session), &json!({}));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn base64(text: &str) -> Vec<u8> {
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::new();
    for four in text.trim_end_matches('=').as_bytes().chunks(4) {
        let bits = four
            .iter()
            .fold(0_u32, |bits, letter| bits << 6 | u32::from(value(*letter)));
        let bits = bits << (6 * (4 - four.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..four.len()]);
    }
    bytes
}
