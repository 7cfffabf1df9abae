// The map's own controls: what lies under the pointer, what lies outside, the legend, and what to
// do where nothing is found. Nothing here makes HTML from text.
(function () {
  "use strict";

  const { HOLLOW, PLANNED, COARSE, NEAR, CLAIMED, mark, faint, cross, glow, double, ring } = window.Dateline;

  // Signs that are explained only while they are drawn, by the part of the scene that has them.
  const WHILE = { heat: "heat", mention: "mentions", hidden: "hidden", rivals: "rivals" };

  // On a narrow map what is fitted keeps clear of the controls, which take a large part of it.
  const clear = (map) =>
    map.getSize().x < 480 ? { paddingTopLeft: [46, 50], paddingBottomRight: [30, 56] } : { padding: [36, 36] };

  function tooltip(state) {
    const box = L.DomUtil.create("div", "dateline-tip", state.map.getContainer());
    box.setAttribute("role", "status");
    box.hidden = true;
    const name = L.DomUtil.create("strong", "", box), words = L.DomUtil.create("span", "", box);
    return (found, point) => {
      box.hidden = !found;
      if (!found) return;
      const item = found.event || found.item, family = state.names[item.family] || "";
      name.textContent = found.item.name;
      if (found.item.kind === "hidden") words.textContent = " hidden by the filters";
      else if (found.item.kind === "mention") words.textContent = found.item.n === 1 ? " named once" : ` named ${found.item.n} times`;
      else if (found.event) words.textContent = ` ${family}`;
      else if (found.members) words.textContent = ` places, ${found.item.n} events: click to part them`;
      else words.textContent = ` ${found.item.n} ${found.item.n === 1 ? "event" : "events"}, mostly ${family}`;
      const width = state.map.getSize().x, x = Math.min(point.x + 14, width - box.offsetWidth - 8);
      box.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, point.y - 38)}px)`;
    };
  }

  // How many events lie outside the picture, and a way to them: nothing is left out silently.
  function outsideControl(state) {
    const control = L.control({ position: "topright" });
    control.onAdd = () => {
      const button = L.DomUtil.create("button", "dateline-outside");
      button.type = "button";
      button.hidden = true;
      L.DomEvent.disableClickPropagation(button);
      L.DomEvent.on(button, "click", () => {
        const [west, south, east, north] = state.scene.all;
        state.map.fitBounds([[south, west], [north, east]], { ...clear(state.map), maxZoom: 13 });
      });
      state.sayOutside = () => {
        const bounds = state.map.getBounds();
        const inside = state.scene.marks.reduce(
          (sum, item) => sum + (item.kind === "place" && bounds.contains([item.lat, item.lon]) ? item.n : 0), 0);
        const outside = Math.max(0, state.scene.total - inside);
        button.hidden = !outside;
        button.textContent = `${outside} ${outside === 1 ? "event" : "events"} outside: show all`;
      };
      return button;
    };
    control.addTo(state.map);
    state.map.on("moveend", () => state.scene && state.sayOutside());
  }

  // The legend's signs are drawn by what draws the map, so that they can't differ from it.
  function legendControl(state) {
    const control = L.control({ position: "bottomleft" });
    control.onAdd = () => {
      const box = L.DomUtil.create("div", "dateline-legend");
      const list = L.DomUtil.create("ul", "", box), button = L.DomUtil.create("button", "", box);
      button.type = "button";
      button.textContent = "Legend";
      list.id = "dateline-legend-list";
      list.hidden = true;
      button.setAttribute("aria-expanded", "false");
      button.setAttribute("aria-controls", list.id);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      L.DomEvent.on(button, "click", () => {
        list.hidden = !list.hidden;
        button.setAttribute("aria-expanded", String(!list.hidden));
        state.paintLegend();
      });
      state.paintLegend = () => {
        if (list.hidden) return;
        list.replaceChildren();
        const shown = state.scene || {};
        for (const [kind, family, label] of state.legend) {
          if (WHILE[kind] && !shown[WHILE[kind]]) continue;
          const row = L.DomUtil.create("li", "", list), canvas = L.DomUtil.create("canvas", "", row);
          const ratio = window.devicePixelRatio || 1, ctx = canvas.getContext("2d");
          canvas.width = canvas.height = 22 * ratio;
          canvas.setAttribute("aria-hidden", "true");
          ctx.scale(ratio, ratio);
          const flags = { hollow: HOLLOW, planned: PLANNED, claimed: CLAIMED, area: COARSE, ring: NEAR }[kind] || 0;
          L.DomUtil.create("span", "", row).textContent = label;
          if (kind === "rivals") cross(ctx, 11, 11);
          if (kind === "mention" || kind === "hidden") faint(ctx, kind, 11, 11);
          if (kind === "heat") glow(ctx, 11, 11, 11, 0.9);
          if (WHILE[kind]) continue;
          if (flags & (COARSE | NEAR)) ring(state, ctx, { family, flags }, 11, 11, 9.5);
          if (kind === "count" || kind === "several") mark(state, ctx, { family, flags, n: 9 }, 11, 11, kind === "count" ? 9 : 6, false);
          else if (kind !== "area") mark(state, ctx, { family, flags, n: 1 }, 11, 11, kind === "ring" ? 3 : 6, true);
          if (kind === "several") double(state, ctx, { family }, 11, 11, 6);
        }
      };
      return box;
    };
    control.addTo(state.map);
  }

  // Where the view keeps nothing: what hides it, and the way out at one click.
  function noticeControl(state, tell) {
    const box = L.DomUtil.create("div", "dateline-notice", state.map.getContainer());
    const words = L.DomUtil.create("p", "", box), button = L.DomUtil.create("button", "", box);
    words.setAttribute("role", "status");
    button.type = "button";
    box.hidden = true;
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.on(button, "click", () => tell(state, { kind: "loosen" }, state.map.getCenter()));
    state.sayNotice = () => {
      const notice = state.scene.notice || {};
      box.hidden = !notice.words;
      words.textContent = notice.words || "";
      button.textContent = notice.act || "";
      button.hidden = !notice.act;
    };
  }

  // On a phone the evidence stands below the first screen: a way down to it.
  function readControl(state) {
    const control = L.control({ position: "bottomright" });
    control.onAdd = () => {
      const button = L.DomUtil.create("button", "dateline-read");
      button.type = "button";
      button.hidden = true;
      L.DomEvent.disableClickPropagation(button);
      L.DomEvent.on(button, "click", () => {
        const card = window.parent.document.querySelector("section.evidence");
        if (card) card.scrollIntoView({ behavior: "smooth", block: "start" });
      });
      state.sayRead = () => {
        const chosen = state.scene.marks.find((item) => item.kind === "place" && item.row === state.scene.selected);
        button.hidden = !state.scene.read || !chosen;
        button.textContent = chosen ? `Read: ${chosen.name}` : "";
      };
      return button;
    };
    control.addTo(state.map);
  }

  Object.assign(window.Dateline, { clear, tooltip, outsideControl, legendControl, noticeControl, readControl });
})();
