// The door to the drawing. st_folium asks for one script after another and waits for each; this one
// asks at once for all that the map needs, so that the first map comes after two waits, not eight.
(function () {
  "use strict";

  // Scripts added with `async = false` run in the order in which they were added, whichever comes
  // first: each needs those before it, and dateline-map.js, st_folium's next, needs them all.
  const PARTS = ["leaflet.js", "dateline-base.js", "dateline-signs.js", "dateline-area.js", "dateline-marks.js", "dateline-controls.js"];
  const SOON = { "dateline-map.js": "script", "world.bin": "fetch", "levant.bin": "fetch", "labels.json": "fetch" };

  // The stamp of this file's address covers its parts too: no browser mixes an old one with a new.
  const self = new URL(document.currentScript.src);
  const address = (name) => new URL(name + self.search, self).href;

  for (const name of PARTS) {
    const part = document.createElement("script");
    part.src = address(name);
    part.async = false;
    document.body.append(part);
  }
  for (const [name, kind] of Object.entries(SOON)) {
    const hint = document.createElement("link");
    hint.rel = "preload";
    hint.as = kind;
    hint.href = address(name);
    if (kind === "fetch") hint.crossOrigin = "anonymous";
    document.body.append(hint);
  }
})();
