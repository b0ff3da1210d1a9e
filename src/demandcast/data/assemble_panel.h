// Rows of whole series checked and made into a panel: a whole catalogue, or one part of it after another; private to
// this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demandcast/data/catalogue_facts.h"
#include "demandcast/data/future_rows.h"
#include "demandcast/data/mixed_frequency.h"
#include "demandcast/data/panel_warnings.h"
#include "demandcast/data/static_columns.h"

namespace demandcast {

/// All rows of some series, those of the file of future values behind the others.
struct RowsOfPart {
  Table table;
  RowNumbers numbers;
  std::size_t known_ids = 0;  ///< ids that rows before the plans have come first in the dictionary
};

/// What the parts of a catalogue were found to hold.
class PartFindings {
 public:
  FaultList rows;                                  ///< of single rows and of keys
  std::optional<FrequencyComparison> frequencies;  ///< where the frequency was voted on
  FaultList periods;                               ///< told once all series follow one frequency
  PanelOddities oddities;                          ///< of panels without faults

  void join(const PartFindings& later);
  /// Whether no panel can be made of the catalogue.
  bool has_errors() const;
  /// Everything found, in the order of reports. `general` are the faults of no part.
  std::vector<Fault> finish(const std::string& time_column, const std::string& target_column, FaultList general) const;
};

/// Checks the rows of a part and notes what is wrong; what they told unless that part has faults, or `has_errors`.
/// `known` tells of series besides those that rows before the plans have.
std::optional<ToldPanel> assemble_told(const DataSource& source, const CatalogueFacts& facts,
                                       const StaticsTable* statics, RowsOfPart part, bool has_errors,
                                       PartFindings& findings, const KnownSeries& known = {});

/// The panel of what was told, with its oddities noted.
Panel finish_panel(ToldPanel told, const Frequency& frequency, Period newest, FillPolicy fill, PartFindings& findings);

/// The columns of the rows that have a role, but for those `elsewhere`. Throws ConfigError for a column in two roles.
std::vector<std::string> wanted_columns(const DataSource& source, const std::vector<std::string>& elsewhere);

}  // namespace demandcast
