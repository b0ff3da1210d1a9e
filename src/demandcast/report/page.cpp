// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/page.h"

#include <fmt/format.h>

#include "demandcast/report/html.h"
#include "demandcast/report/sections.h"

namespace demandcast {

std::string page(std::string_view title, std::string_view body) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}\n</body>\n</html>\n",
      html::escape(title), style_sheet(), body);
}

std::string made_by(std::string_view library_version, std::string_view command_line) {
  std::string text = "Made by demandcast " + html::escape(library_version) + ".";
  if (!command_line.empty()) text += " " + html::element("code", html::escape(command_line));
  return html::element("footer", html::element("p", text));
}

}  // namespace demandcast
