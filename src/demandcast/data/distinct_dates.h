// The distinct dates of a catalogue's rows, as they are written, and how they are to be read; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "demandcast/data/read_panel.h"
#include "demandcast/data/table.h"
#include "demandcast/data/word_list.h"

namespace demandcast {

/// How the column of dates is read; only all its rows together tell.
struct DateReading {
  DateOrder order = DateOrder::kYearFirst;  ///< of texts
  bool integer_times = false;               ///< integers count periods; false: they are days such as 20240131
  bool ambiguous = false;                   ///< texts with day and month first fit equally well: none is read
  std::string example;                      ///< then a text that is two dates
};

/// The day of an integer such as 20240131.
std::optional<Timestamp> day_of_digits(std::int64_t digits);

/// Dates numbered in the order in which they come. Memory grows with the distinct ones.
class DistinctDates {
 public:
  static constexpr std::int32_t kNone = -1;

  /// [row] from `begin` to `end`: the number of the row's date; kNone where there is none, or the column is of a kind
  /// that holds no dates.
  std::vector<std::int32_t> codes(const TableColumn& column, std::size_t begin, std::size_t end);
  /// Integers are days where most of them are, unless the source's frequency counts integers.
  DateReading reading(const DataSource& source) const;
  /// [date]; TimeColumn::kNoTime where it is not understood.
  std::vector<Timestamp> times(const DateReading& reading) const;
  std::size_t size() const { return words_.size() + values_.size(); }

 private:
  enum class Kind { kNone, kText, kInteger, kTime };
  std::int32_t code_of(std::int64_t value);

  Kind kind_ = Kind::kNone;
  WordList words_;                                        ///< texts
  std::vector<std::int64_t> values_;                      ///< integers or times
  std::unordered_map<std::int64_t, std::int32_t> index_;  ///< into values_
};

}  // namespace demandcast
