// Links to this very page in the other languages, made when they are followed: the address changes
// while one drags.

export default function ({ parentElement, data }) {
  document.documentElement.lang = data.chosen;
  const bar = parentElement.querySelector("nav");
  bar.setAttribute("aria-label", Object.values(data.names).join(" / "));
  bar.replaceChildren(
    ...Object.entries(data.names).map(([code, name]) => link(code, name, code === data.chosen)),
  );
}

function link(code, name, isChosen) {
  const anchor = document.createElement("a");
  Object.assign(anchor, { textContent: name, lang: code, hreflang: code, href: `?lang=${code}` });
  if (isChosen) anchor.setAttribute("aria-current", "true");
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    const address = new URL(location.href);
    address.searchParams.set("lang", code);
    location.assign(address);
  });
  return anchor;
}
