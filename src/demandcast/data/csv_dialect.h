// The separator of a CSV file and the names in its header; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace demandcast {

struct CsvDialect {
  char separator = ',';
  std::vector<std::string> header;  ///< names of the columns
};

/// The dialect of a file that starts with `head` (UTF-8, with or without byte order mark; lines end in any style):
/// of comma, semicolon, tab and pipe the one that cuts the first lines into equally many fields, the most where
/// several do. Quoted fields hold separators, line ends and doubled quotes. A file of one column has commas.
CsvDialect find_csv_dialect(std::string_view head);

}  // namespace demandcast
