(function () {
  // A form cannot make a path. Without this script the server does it, or the page says how to.
  function go(typed) {
    var code = typed.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[^0-9A-Z]/g, "");
    // Behind the code of a sealed page stands its key, which never leaves the phone.
    if (code) location.href = "./" + code.slice(0, 8) + "/" + (code.length > 8 ? "#" + code.slice(8) : "");
  }
  document.forms[0].addEventListener("submit", function (event) {
    event.preventDefault();
    go(document.getElementById("code").value);
  });
})();
