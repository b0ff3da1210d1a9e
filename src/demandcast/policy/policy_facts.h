// What a policy is told of a product and a period besides forecast and economics: the calendar, statics, plans.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// Numbers by name: "year_sine", "year_cosine", "monday" ... "sunday" of the period in which an order placed now
/// arrives; "dept=92" (1 in that category), "area" (a static number); "price" (what is planned for that period over the
/// series' mean until now, 1 where either is not known).
class PolicyFacts {
 public:
  /// What `asked` says of the data, which outlive it: "calendar", the names of statics (of categories, the sixteen with
  /// most series) and of known-future columns. Throws ConfigError for a name that the data lack, with those that they
  /// have.
  static PolicyFacts of(const PanelView& view, const std::vector<std::string>& asked);
  /// The facts of these names, as training left them. Throws ConfigError that names what the data lack.
  static PolicyFacts named(const PanelView& view, const std::vector<std::string>& names);

  const std::vector<std::string>& names() const { return names_; }
  /// [name] of a series whose order, placed before the period after its origin, arrives `lead_time` periods later.
  std::vector<float> at(const SeriesView& series, int lead_time) const;

 private:
  enum class Kind { kYearSine, kYearCosine, kWeekday, kCategory, kNumber, kPlan, kSpacePrice };
  struct Fact {
    Kind kind;
    std::size_t column = 0;  ///< static or channel
    int code = 0;            ///< weekday or category
  };
  explicit PolicyFacts(const PanelView& view)
      : statics_(&view.statics()), channels_(&view.channels()), frequency_(view.frequency()) {}
  void add(const std::string& name);
  float value(const Fact& fact, const SeriesView& series, Period arrives) const;
  float planned(std::size_t channel, const SeriesView& series, Period arrives) const;

  const std::vector<StaticColumn>* statics_;
  const std::vector<Channel>* channels_;
  Frequency frequency_;
  std::vector<std::string> names_;
  std::vector<Fact> facts_;
};

}  // namespace demandcast
