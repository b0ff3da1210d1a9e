// What only all rows of a catalogue together can tell: frequency, date order, the newest demand; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "demandcast/data/choose_frequency.h"
#include "demandcast/data/distinct_dates.h"
#include "demandcast/data/fault_list.h"
#include "demandcast/data/series_sample.h"

namespace demandcast {

struct CatalogueFacts {
  DateReading dates;
  DateReading known_at;                                           ///< of the column of that role, where there is one
  Timestamp last_demand = std::numeric_limits<Timestamp>::min();  ///< newest date with demand of any series
  std::optional<Frequency> frequency;                             ///< nothing, with a fault noted, where none fits
  bool frequency_voted = false;  ///< found from the series' dates, so that some may follow another one
};

/// Passes over the rows once, in blocks of any size, in any order but for plans, which come last. Memory grows with the
/// distinct dates, not with rows or series.
class CatalogueScan {
 public:
  explicit CatalogueScan(const DataSource& source);

  /// The rows from `begin` to before `end` of a table with the source's columns.
  void add(const Table& rows, std::size_t begin, std::size_t end);
  void add_plans(const Table& rows, std::size_t begin, std::size_t end);
  /// Notes what is wrong with dates and frequency, and, unless there is `demand_elsewhere`, the lack of any demand.
  CatalogueFacts finish(FaultList& faults, bool demand_elsewhere = false) const;
  /// How many series there are, exact up to 1000, else within a few percent.
  double series_estimate() const { return sample_.estimate(); }

 private:
  struct Seen {
    bool in_rows = false, with_demand = false, in_plans = false;
  };
  std::vector<std::int32_t> take_dates(const Table& rows, std::size_t begin, std::size_t end);
  DatesOfCatalogue known_dates(const std::vector<Timestamp>& times, Timestamp last_demand) const;

  void take_known_at(const Table& rows, std::size_t begin, std::size_t end);
  DateReading known_at_reading(const DateReading& dates, FaultList& faults) const;

  const DataSource& source_;
  DistinctDates dates_, known_at_;
  std::vector<Seen> seen_;  ///< [date]
  SeriesSample sample_;
  bool any_demand_ = false, undated_rows_ = false, any_rows_ = false;
};

}  // namespace demandcast
