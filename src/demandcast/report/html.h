// Small pieces of HTML: escaping, elements, tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace demandcast::html {

/// `text` as it may stand between tags and inside quoted attributes. Bytes that are not UTF-8, and control characters,
/// become the replacement character.
std::string escape(std::string_view text);

/// The same for names, which may be long: lines may break after `+ _ / . -`.
std::string name(std::string_view text);

/// `<tag attributes>inner</tag>`; `inner` and `attributes` are HTML already.
std::string element(std::string_view tag, std::string_view inner, std::string_view attributes = {});

/// Lines of text as a list; nothing where there is none.
std::string list(const std::vector<std::string>& lines, std::string_view attributes);

/// A table of finished cells. The first column names its row; the others hold figures.
struct Table {
  std::string caption;                         ///< text
  std::vector<std::string> head;               ///< HTML
  std::vector<std::vector<std::string>> rows;  ///< [row, column] HTML
  int text_columns = 1;                        ///< leading columns that hold words rather than figures
};

/// The table inside a box that scrolls sideways where the page is narrow, reachable by keyboard.
std::string table(const Table& content);

/// The same, folded away under `summary` (text).
std::string folded_table(std::string_view summary, const Table& content);

}  // namespace demandcast::html
