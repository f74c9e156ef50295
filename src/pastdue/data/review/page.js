"use strict";
(() => {
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const key = (row, at) => {
    const cell = row.cells[at];
    return cell ? cell.dataset.v ?? cell.textContent : "";
  };
  const byNumber = (a, b) => (a === "" ? 1 : 0) - (b === "" ? 1 : 0) || a - b || (a < b ? -1 : a > b ? 1 : 0);

  for (const table of document.querySelectorAll("table.sorted")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      if (head.tagName !== "TH") return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const bodies = [...table.tBodies];
        const many = table.classList.contains("letters");
        const rows = many ? bodies : [...bodies[0].rows];
        const order = head.classList.contains("n") ? byNumber : compare;
        const keyed = rows.map((row) => [key(many ? row.rows[0] : row, at), row]);
        keyed.sort((a, b) => (down ? -1 : 1) * order(a[0], b[0]));
        (many ? table : bodies[0]).append(...keyed.map((pair) => pair[1]));
      });
    });
  }

  const form = document.querySelector(".filter");
  if (form) {
    const table = document.getElementById(form.dataset.for);
    const [find, stage, currency] = ["find", "stage", "currency"].map((id) => document.getElementById(id));
    const status = form.querySelector("[role=status]");
    const bodies = [...table.tBodies];
    const tell = (shown) => {
      status.textContent = status.dataset.shown.replace("%s", shown).replace("%a", bodies.length);
    };
    let entries;
    const filter = () => {
      entries ??= bodies.map((body) => [body, body.textContent.toLocaleLowerCase()]);
      const words = find.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [body, text] of entries) {
        const fits = words.every((word) => text.includes(word))
          && (!stage.value || body.dataset.s === stage.value)
          && (!currency.value || body.dataset.c === currency.value);
        body.hidden = !fits;
        shown += fits;
      }
      tell(shown);
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", filter);
    tell(bodies.length);

    const unfold = document.getElementById("unfold");
    const words = [unfold.textContent, unfold.dataset.fold];
    let open = false;
    unfold.addEventListener("click", () => {
      open = !open;
      for (const body of table.tBodies) if (!body.hidden) body.querySelector("details").open = open;
      unfold.textContent = words[Number(open)];
    });
  }

  for (const code of document.querySelectorAll(".command code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = document.body.dataset.copy;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = document.body.dataset.copied;
      } catch {
        getSelection().selectAllChildren(code);
      }
    });
    code.after(button);
  }
})();
