// First lines cut by each separator in turn.
// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/csv_dialect.h"

#include <utility>

namespace demandcast {
namespace {

constexpr std::size_t kLines = 50;

using Fields = std::vector<std::string>;

/// Takes one row from the front of `text`; false when it is not known to be whole, for want of a line end.
bool take_row(std::string_view& text, char separator, Fields& fields) {
  fields.assign(1, "");
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      const bool doubled = c == '"' && i + 1 < text.size() && text[i + 1] == '"';
      if (c == '"' && !doubled) quoted = false;
      if (c != '"' || doubled) fields.back() += c;
      if (doubled) ++i;
    } else if (c == '"' && fields.back().empty()) {
      quoted = true;
    } else if (c == separator) {
      fields.emplace_back();
    } else if (c == '\n' || c == '\r') {
      text.remove_prefix(i + 1);
      return true;
    } else {
      fields.back() += c;
    }
  }
  text = {};
  return false;
}

struct Cut {
  Fields header;
  bool even = true;  ///< every row has as many fields
};

Cut cut_by(char separator, std::string_view text) {
  Cut cut;
  take_row(text, separator, cut.header);
  Fields row;
  for (std::size_t line = 1; line < kLines && take_row(text, separator, row); ++line) {
    if (row.size() == 1 && row.front().empty()) continue;  // an empty line, or the second half of a line end
    cut.even = cut.even && row.size() == cut.header.size();
  }
  return cut;
}

}  // namespace

CsvDialect find_csv_dialect(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (head.starts_with('\n') || head.starts_with('\r')) head.remove_prefix(1);
  CsvDialect best;
  std::pair<bool, std::size_t> best_rank;  // rows are even, number of fields
  for (const char separator : {',', ';', '\t', '|'}) {
    Cut cut = cut_by(separator, head);
    const std::pair rank{cut.even && cut.header.size() > 1, cut.header.size()};
    if (!best.header.empty() && rank <= best_rank) continue;
    best = {separator, std::move(cut.header)};
    best_rank = rank;
  }
  return best;
}

}  // namespace demandcast
