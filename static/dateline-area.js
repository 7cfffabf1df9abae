// Drawing an area to filter by: a rectangle or a polygon, by mouse, by finger or with the keyboard.
(function () {
  "use strict";

  const { THEMES, look } = window.Dateline;

  const CORNERS_MOST = 40;
  const NEAR_PX = 12;
  const SAYS = {
    box: "Drag across the map. With the keyboard: arrows move the map, Space puts a corner at the cross, Escape cancels.",
    polygon: "Click each corner; the first one again, or Enter, closes the area. With the keyboard: arrows move the map, Space puts a corner at the cross, Backspace takes the last one back, Escape cancels.",
  };

  const round = (degrees) => Math.round(degrees * 1e4) / 1e4;

  class Pencil {
    constructor(state, tell) {
      this.state = state;
      this.map = state.map;
      this.tell = tell;
      this.kind = null;
      this.corners = [];
      this.pointer = null;
      this.addControl();
      this.addWords();
      this.listen();
    }

    addControl() {
      const control = L.control({ position: "topleft" }), labels = { box: "a rectangle", polygon: "an area corner by corner" };
      control.onAdd = () => {
        const bar = L.DomUtil.create("div", "leaflet-bar");
        L.DomEvent.disableClickPropagation(bar);
        const add = (name, label, action) => {
          const button = L.DomUtil.create("button", `dateline-area dateline-area-${name}`, bar);
          button.type = "button";
          button.title = label;
          button.setAttribute("aria-label", label);
          L.DomEvent.on(button, "click", action);
          return button;
        };
        this.buttons = {};
        for (const kind of ["box", "polygon"]) {
          this.buttons[kind] = add(kind, `Draw ${labels[kind]} to filter by`, () => this.arm(this.kind === kind ? null : kind));
          this.buttons[kind].setAttribute("aria-pressed", "false");
        }
        this.remove = add("remove", "Remove the drawn area", () => this.tell(this.state, { kind: "no area" }, this.map.getCenter()));
        this.remove.hidden = true;
        return bar;
      };
      control.addTo(this.map);
    }

    // What to do next, and buttons for it: a finger has neither Enter nor Escape.
    addWords() {
      this.box = L.DomUtil.create("div", "dateline-drawbar", this.map.getContainer());
      this.box.hidden = true;
      L.DomEvent.disableClickPropagation(this.box);
      this.words = L.DomUtil.create("p", "", this.box);
      this.words.setAttribute("role", "status");
      const add = (label, action) => {
        const button = L.DomUtil.create("button", "", this.box);
        button.type = "button";
        button.textContent = label;
        L.DomEvent.on(button, "click", action);
        return button;
      };
      this.finishButton = add("Finish", () => this.finish());
      add("Cancel", () => this.arm(null));
    }

    arm(kind) {
      this.kind = kind;
      this.corners = [];
      this.pointer = null;
      this.byKeyboard = false;
      for (const [name, button] of Object.entries(this.buttons)) button.setAttribute("aria-pressed", String(name === kind));
      this.map.getContainer().classList.toggle("dateline-drawing", Boolean(kind));
      // A finger that draws a rectangle must not move the map; one that puts corners may.
      this.map.getContainer().classList.toggle("dateline-dragging", kind === "box");
      this.map.dragging[kind === "box" ? "disable" : "enable"]();
      this.map.doubleClickZoom[kind ? "disable" : "enable"]();
      if (kind) this.map.getContainer().focus();
      this.show();
    }

    show() {
      this.box.hidden = !this.kind;
      this.finishButton.hidden = this.kind !== "polygon";
      this.finishButton.disabled = this.corners.length < 3;
      const count = this.corners.length;
      this.words.textContent = !this.kind ? "" : count ? `${count} ${count === 1 ? "corner" : "corners"}` : SAYS[this.kind];
      this.state.marks.repaint();
    }

    put(latlng) {
      const at = this.map.latLngToContainerPoint(latlng), near = (corner) => this.map.latLngToContainerPoint(corner).distanceTo(at);
      const last = this.corners[this.corners.length - 1];
      if (this.kind === "polygon" && this.corners.length > 2 && near(this.corners[0]) < NEAR_PX) return this.finish();
      if (last && near(last) < 3) return;
      this.corners.push(latlng);
      if (this.kind === "box" ? this.corners.length === 2 : this.corners.length === CORNERS_MOST) return this.finish();
      this.show();
    }

    finish() {
      const { kind, corners } = this, box = L.latLngBounds(corners);
      if (kind === "polygon" && corners.length < 3) return;
      this.arm(null);
      // The click that ends a drawing is no click on what lies under it.
      this.justDrawn = true;
      setTimeout(() => (this.justDrawn = false), 50);
      if (kind === "box") {
        const [southWest, northEast] = [box.getSouthWest().wrap(), box.getNorthEast().wrap()];
        const area = [southWest.lng, southWest.lat, northEast.lng, northEast.lat].map(round);
        if (area[0] === area[2] || area[1] === area[3]) return;
        this.tell(this.state, { kind: "area", area }, box.getCenter());
      } else {
        const area = corners.map((corner) => corner.wrap()).map((corner) => [round(corner.lat), round(corner.lng)]);
        this.tell(this.state, { kind: "polygon", area }, box.getCenter());
      }
    }

    listen() {
      const { map } = this, holder = map.getContainer(), place = (event) => map.mouseEventToLatLng(event);
      const onControl = (event) => event.target.closest(".leaflet-control, .dateline-drawbar");
      let from = null;
      holder.addEventListener("pointerdown", (event) => {
        if (this.kind !== "box" || onControl(event)) return;
        from = place(event);
        event.preventDefault();
        holder.setPointerCapture(event.pointerId);
      });
      holder.addEventListener("pointermove", (event) => {
        if (!this.kind) return;
        this.pointer = place(event);
        this.byKeyboard = false;
        if (from) this.corners = [from];
        this.state.marks.repaint();
      });
      holder.addEventListener("pointerup", (event) => {
        const begun = from;
        from = null;
        if (!begun || this.kind !== "box") return; // Escape ends it while the button is still down
        this.corners = [begun, place(event)];
        this.finish();
      });
      holder.addEventListener("pointercancel", () => (from = null));
      map.on("click", (event) => this.kind === "polygon" && this.put(event.latlng));
      map.on("dblclick", () => this.kind === "polygon" && this.finish());
      map.on("move", () => this.byKeyboard && this.state.marks.repaint());
      holder.addEventListener("keydown", (event) => {
        if (!this.kind || event.target.closest("button")) return;
        const act = {
          " ": () => this.put(map.getCenter()),
          Enter: () => (this.kind === "box" ? this.put(map.getCenter()) : this.finish()),
          Escape: () => this.arm(null),
          Backspace: () => (this.corners.pop(), this.show()),
        }[event.key];
        if (!this.byKeyboard) {
          this.byKeyboard = true;
          this.state.marks.repaint();
        }
        if (!act) return;
        event.preventDefault();
        event.stopPropagation();
        act();
      });
    }

    busy() {
      return Boolean(this.kind) || Boolean(this.justDrawn);
    }

    paint(ctx) {
      if (!this.kind) return;
      const { map } = this, colours = THEMES[look.theme], at = (latlng) => map.latLngToLayerPoint(latlng);
      const pointer = this.byKeyboard ? map.getCenter() : this.pointer;
      ctx.save();
      ctx.strokeStyle = colours.chosen;
      ctx.fillStyle = colours.chosen;
      ctx.lineWidth = 1.8;
      if (this.corners.length && pointer) {
        ctx.setLineDash([6, 4]);
        ctx.beginPath();
        if (this.kind === "box") {
          const a = at(this.corners[0]), b = at(pointer);
          ctx.rect(a.x, a.y, b.x - a.x, b.y - a.y);
        } else [...this.corners, pointer].forEach((corner) => ctx.lineTo(at(corner).x, at(corner).y));
        ctx.stroke();
        ctx.setLineDash([]);
      }
      for (const corner of this.corners) {
        ctx.beginPath();
        ctx.arc(at(corner).x, at(corner).y, 4, 0, 2 * Math.PI);
        ctx.fill();
      }
      if (this.byKeyboard) {
        const { x, y } = at(map.getCenter());
        ctx.beginPath();
        ctx.moveTo(x - 14, y);
        ctx.lineTo(x + 14, y);
        ctx.moveTo(x, y - 14);
        ctx.lineTo(x, y + 14);
        ctx.stroke();
      }
      ctx.restore();
    }
  }

  // The lines of the area that filters, if there is one.
  function paintArea(state, ctx, scene) {
    if (!scene.line && !scene.area) return;
    let corners = scene.line;
    if (!corners) {
      const [west, south, east, north] = scene.area, over = east < west ? east + 360 : east;
      corners = [[south, west], [south, over], [north, over], [north, west]];
    }
    ctx.save();
    ctx.setLineDash([6, 4]);
    ctx.lineWidth = 1.8;
    ctx.strokeStyle = THEMES[look.theme].chosen;
    ctx.beginPath();
    let before = corners[0][1];
    for (const [lat, lon] of corners) {
      // A line over the antimeridian goes on in the next copy of the world.
      before = scene.line ? lon - 360 * Math.round((lon - before) / 360) : lon;
      const at = state.map.latLngToLayerPoint([lat, before]);
      ctx.lineTo(at.x, at.y);
    }
    ctx.closePath();
    ctx.stroke();
    ctx.restore();
  }

  Object.assign(window.Dateline, { Pencil, paintArea });
})();
