// Where in the year periods lie: in which week (month, quarter), and near which feast.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demandcast/data/frequency.h"
#include "demandcast/data/panel_view.h"

namespace demandcast {

/// The place of one period.
struct YearPlace {
  static constexpr std::size_t kNoFeast = static_cast<std::size_t>(-1);
  std::size_t week = 0;          ///< below YearCalendar::weeks()
  std::size_t feast = kNoFeast;  ///< weeks() + the number of a feast's place, below positions()
  std::size_t own() const { return feast == kNoFeast ? week : feast; }
};

/// Plain: years as year_position has them. With feasts, which weeks and days have: weeks are counted so that a week of
/// one year is held against the week nearest to it in others, and periods near a feast have places by their distance
/// from it: weeks in sevens of days (Christmas from three weeks before to one after, Thanksgiving, Labor Day), days one
/// by one (Christmas, Thanksgiving, Easter, Ascension, Whitsun, Corpus Christi, May 1). An index has a number for each
/// week and a factor on top of it for each place of a feast.
class YearCalendar {
 public:
  YearCalendar() = default;                                                         ///< plain
  YearCalendar(std::size_t phase, bool feasts) : phase_(phase), feasts_(feasts) {}  ///< from what was saved
  /// With feasts, for weeks around those of the newest origin. Passes over the stream once, without cells.
  static YearCalendar with_feasts(const PanelStream& training);

  std::size_t weeks(const Frequency& frequency) const;
  std::size_t positions(const Frequency& frequency) const;
  /// [position] 0 for weeks, 1 for places of feasts.
  std::vector<std::size_t> kinds(const Frequency& frequency) const;
  YearPlace place(const Frequency& frequency, Period period) const;
  /// The index [position] of a period: its week's, times its feast's.
  double factor(std::span<const double> index, const Frequency& frequency, Period period) const;

  /// The day of the year, modulo 7, of the date in the middle of a week.
  std::size_t phase() const { return phase_; }
  bool feasts() const { return feasts_; }

 private:
  YearPlace found_place(const Frequency& frequency, Period period) const;

  std::size_t phase_ = 3;
  bool feasts_ = false;
  Period first_ = 0;                   ///< of remembered_
  std::vector<YearPlace> remembered_;  ///< [period] of the training and a little more
};

}  // namespace demandcast
