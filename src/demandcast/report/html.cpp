// Small pieces of HTML: escaping, elements, tables.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/report/html.h"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>

namespace demandcast::html {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Bytes of the UTF-8 character that starts at `at`; 0 when what stands there is none.
std::size_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return 0;
  std::uint32_t code = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  const bool too_long = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool no_character = code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) || code == 0xFFFE || code == 0xFFFF;
  return too_long || no_character ? 0 : length;
}

std::string cells(const std::vector<std::string>& row, std::string_view tag, int text_columns) {
  std::string out;
  for (std::size_t column = 0; column < row.size(); ++column) {
    const bool names_row = tag == "td" && column == 0;
    const bool words = column < static_cast<std::size_t>(text_columns);
    std::string attributes = tag == "th" ? "scope=\"col\"" : names_row ? "scope=\"row\"" : "";
    if (words) attributes += attributes.empty() ? "class=\"w\"" : " class=\"w\"";
    out += element(names_row ? "th" : tag, row[column], attributes);
  }
  return out;
}

}  // namespace

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    const auto c = static_cast<unsigned char>(text[at]);
    if (length == 0 || (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) {
      out += kReplacement;
      ++at;
      continue;
    }
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += text.substr(at, length);
    }
    at += length;
  }
  return out;
}

std::string name(std::string_view text) {
  std::string out;
  for (const char c : escape(text)) {
    out += c;
    if (std::string_view("+_/.-").find(c) != std::string_view::npos) out += "<wbr/>";
  }
  return out;
}

std::string element(std::string_view tag, std::string_view inner, std::string_view attributes) {
  return fmt::format("<{0}{1}{2}>{3}</{0}>", tag, attributes.empty() ? "" : " ", attributes, inner);
}

std::string list(const std::vector<std::string>& lines, std::string_view attributes) {
  std::string items;
  for (const std::string& line : lines) items += element("li", escape(line));
  return items.empty() ? "" : element("ul", items, attributes);
}

std::string table(const Table& content) {
  std::string body;
  for (const auto& row : content.rows) body += element("tr", cells(row, "td", content.text_columns)) + "\n";
  const std::string caption = escape(content.caption);
  return fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table><caption>{0}</caption>\n"
      "<thead><tr>{1}</tr></thead>\n<tbody>{2}</tbody></table></div>\n",
      caption, cells(content.head, "th", content.text_columns), body);
}

std::string folded_table(std::string_view summary, const Table& content) {
  return element("details", element("summary", escape(summary)) + table(content));
}

}  // namespace demandcast::html
