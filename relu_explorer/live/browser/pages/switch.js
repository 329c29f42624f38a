// The page in the other languages: what a session has made stays.  The links are for those who want
// them in another window.

let wasChosen = false; // by a press on this very page

export default function ({ parentElement, data, setTriggerValue }) {
  document.documentElement.lang = data.chosen;
  const bar = parentElement.querySelector("nav");
  bar.setAttribute("aria-label", Object.values(data.names).join(" / "));
  bar.replaceChildren(
    ...Object.entries(data.names).map(([code, name]) =>
      link(code, name, code === data.chosen, setTriggerValue),
    ),
  );
  if (wasChosen) bar.querySelector("[aria-current]").focus();
  wasChosen = false;
}

function link(code, name, isChosen, setTriggerValue) {
  const anchor = document.createElement("a");
  Object.assign(anchor, { textContent: name, lang: code, hreflang: code, href: `?lang=${code}` });
  if (isChosen) anchor.setAttribute("aria-current", "true");
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    if (isChosen) return;
    wasChosen = true;
    setTriggerValue("chosen", code);
  });
  return anchor;
}

// Back to an address from before: its choices are named in the other language, which a page that is
// loaded understands.
addEventListener("popstate", () => {
  const address = new URL(location.href),
    { lang } = document.documentElement;
  if ((address.searchParams.get("lang") ?? "en") === lang) return;
  address.searchParams.set("lang", lang);
  location.replace(address);
});
