// What is wanted of a table's file, held against what it has; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

namespace demandcast {

struct TableWish {
  const std::string& source;                    ///< the file's name, for messages
  std::span<const std::string> columns;         ///< those wanted, in this order; empty = all
  std::span<const std::string> text_columns;    ///< those that are text whatever they look like
  std::vector<std::string>* present = nullptr;  ///< takes the names of all columns that there are

  bool is_text(const std::string& name) const;
  /// The wanted names, all of `known` when none is wanted. Throws MissingColumns for those that `known` lacks and
  /// DataError for those that are there more than once.
  std::vector<std::string> choose(const std::vector<std::string>& known) const;
};

}  // namespace demandcast
