// Which series and periods a change of a scenario is for.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "demandcast/data/panel_view.h"
#include "demandcast/pipeline/run_config.h"
#include "demandcast/pipeline/scenario.h"

namespace demandcast {

/// Throws ConfigError in the words of the change.
[[noreturn]] void refuse_change(const std::string& text, const std::string& what);

/// Asks the conditions of changes of a view's series and periods. Owns neither view nor names.
class PlanConditions {
 public:
  PlanConditions(const PanelView& view, const DataSource& names) : view_(view), names_(names) {}
  /// Throws ConfigError for a condition on a column that is not the id, the date, a static or a planned column.
  void check(const PlanChange& change) const;
  bool series_meets(const PlanChange& change, std::size_t series) const;
  /// What is asked of planned columns is asked of the plans before the scenario.
  bool period_meets(const PlanChange& change, std::size_t series, Period period) const;

 private:
  bool is_id(const std::string& column) const { return column == names_.id || column == "item_id"; }
  bool is_time(const std::string& column) const { return column == names_.time || column == "timestamp"; }
  const StaticColumn* static_of(const std::string& column) const;

  const PanelView& view_;
  const DataSource& names_;
};

}  // namespace demandcast
