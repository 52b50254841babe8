(() => {
  // While the page is open it hears of hints that the host offers. Without this script nothing is missing but that.
  const news = document.getElementById("news");
  if (!news || !window.EventSource) return;
  new EventSource(news.dataset.at).addEventListener("offer", event => {
    const told = JSON.parse(event.data);
    const here = location.pathname.split("/").slice(-2)[0];
    if (told.href.indexOf("/" + here + "/") > 0) return;
    news.textContent = told.text + " ";
    if (told.href) {
      const link = document.createElement("a");
      link.href = told.href;
      link.className = "go";
      link.textContent = news.dataset.open;
      news.append(link);
    }
    news.hidden = false;
  });
})();
