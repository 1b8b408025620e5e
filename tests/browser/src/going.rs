//! Where one goes with a page: to the site, to the site as one file, into a frame, into pages of others, and away.

use crate::Outcome;
use crate::page::{Page, text_of};
use serde_json::json;

impl Page<'_> {
    /// Loads the site at a fragment, from nothing, and waits until it is ready.
    pub fn open(&mut self, fragment: &str) -> Outcome {
        self.open_unready(fragment)?;
        self.ready()
    }

    /// Loads the site, whatever comes of it.
    pub fn open_unready(&mut self, fragment: &str) -> Outcome {
        self.leave()?;
        self.session.open(&self.server.address(fragment))
    }

    /// Goes to the host's empty page.
    pub fn leave(&mut self) -> Outcome {
        self.watch.look(&self.session, self.server, self.browser.engine);
        self.session.open(&self.server.address("__blank.html"))?;
        self.watch.begin(self.server);
        Ok(())
    }

    /// Opens the site as one file, without any host, and waits until it is ready.
    pub fn open_file(&mut self, fragment: &str) -> Outcome {
        self.leave()?;
        self.session.open(&format!("file://{}/downhill.html{fragment}", self.hosts.dist.display()))?;
        self.until("the file to be ready", "return document.documentElement.dataset.ready === 'true'").map(drop)
    }

    /// Opens a page of others that holds the site. See `tests/hosts/`.
    pub fn open_host(&mut self, name: &str) -> Outcome {
        self.leave()?;
        self.session.open(&self.hosts.others.address(name))
    }

    /// Does something in the first frame of the page.
    pub fn in_frame<T>(&mut self, act: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<T> {
        self.session.post("frame", &json!({ "id": 0 }))?;
        let done = act(self);
        self.session.post("frame", &json!({ "id": null }))?;
        done
    }

    /// Loads the site into a frame of that size, and waits until it is ready there. See [`Page::resize_frame`].
    pub fn open_in_frame(&mut self, fragment: &str, size: [u32; 2]) -> Outcome {
        self.leave()?;
        self.session.open(&self.server.address("__frame.html"))?;
        self.resize_frame(size)?;
        self.session
            .script("document.querySelector('iframe').src = arguments[0]", json!([self.server.address(fragment)]))?;
        self.until(
            "the page in the frame to be ready",
            "const { ready, whole } = frames[0].document.documentElement.dataset; return ready === 'true' && whole === 'true'",
        )?;
        self.watch.loaded();
        Ok(())
    }
    /// Gives the frame another size, and the page in it the time to follow.
    pub fn resize_frame(&self, size: [u32; 2]) -> Outcome {
        let body = "const frame = document.querySelector('iframe'); [frame.width, frame.height] = arguments; \
                    const done = arguments[2]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))";
        self.session.script_async(body, json!(size)).map(drop)
    }

    /// Loads the same address again and waits until it is ready.
    pub fn reload(&mut self) -> Outcome {
        self.watch.look(&self.session, self.server, self.browser.engine);
        self.watch.begin(self.server);
        self.session.reload()?;
        self.ready()
    }

    /// Goes on in a browser that was just opened and remembers nothing.
    pub fn renew(&mut self) -> Outcome {
        self.watch.look(&self.session, self.server, self.browser.engine);
        // Not every driver can have two sessions at a time.
        self.session.end();
        self.session = self.browser.session()?;
        self.watch.begin(self.server);
        Ok(())
    }

    /// From now on asks the host that lacks the program; the complaints about that are right ones.
    pub fn lose_wasm(&mut self) -> Outcome {
        self.leave()?;
        self.server = &self.hosts.without_wasm;
        self.watch.begin(self.server);
        self.watch.forgive_missing();
        Ok(())
    }

    /// From now on asks the host that does not know what wasm is.
    pub fn lose_type(&mut self) -> Outcome {
        self.leave()?;
        self.server = &self.hosts.untyped;
        self.watch.begin(self.server);
        Ok(())
    }

    /// Looks at a second window, waits until it is ready, and lets pass what it asked for meanwhile.
    pub fn go_to_new_window(&mut self, window: &str) -> Outcome {
        self.session.go_to_window(window)?;
        self.watch.begin(self.server);
        self.ready()
    }

    /// What went wrong so far. It is not told again.
    pub fn complaints(&mut self) -> Vec<String> {
        self.watch.look(&self.session, self.server, self.browser.engine);
        self.watch.take()
    }

    /// Leaves nothing behind for the next case, and tells what went wrong meanwhile.
    pub fn finish(&mut self) -> Outcome<Vec<String>> {
        self.leave()?;
        self.script("localStorage.clear(); sessionStorage.clear()")?;
        self.server = &self.hosts.whole;
        self.watch.begin(self.server);
        Ok(self.watch.take())
    }

    /// Waits until the app has mounted and its figures are drawn.
    pub fn ready(&mut self) -> Outcome {
        // Ready, and all its parts are here.
        self.until(
            "the page to be ready",
            "const { ready, whole } = document.documentElement.dataset; return ready === 'true' && whole === 'true'",
        )?;
        self.watch.loaded();
        Ok(())
    }

    /// Changes the fragment within the page.
    pub fn set_fragment(&self, fragment: &str) -> Outcome {
        self.session.script("location.hash = arguments[0]", json!([fragment])).map(drop)
    }
    /// The fragment as it stands, with its `#`.
    pub fn fragment(&self) -> Outcome<String> {
        self.script("return location.hash").map(text_of)
    }
}
