// From a retailer's file to a panel: roles, cell states, every fault in one pass.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demandcast/data/date_order.h"
#include "demandcast/data/event_source.h"
#include "demandcast/data/panel.h"

namespace demandcast {

enum class NegativePolicy { kError, kZero, kMissing, kKeep };
enum class FillPolicy { kNone, kZero };

/// Where the data lie and what each column is for. A column in no role is not read.
struct DataSource {
  std::string path;  ///< a file that read_table reads, or "-"
  std::string id = "unique_id", time = "ds", target = "y";
  std::vector<std::string> known;    ///< known-future covariates, numeric or bool
  std::vector<std::string> past;     ///< past-only covariates
  std::vector<std::string> statics;  ///< columns that do not change within a series
  std::string statics_path;          ///< table with a row for each id, all its columns statics; empty = none
  std::string future_path;           ///< table of id, time and the known columns after the last demand; empty = none
  EventSource events;                ///< days that become known-future columns, see PanelEvents
  std::string availability;          ///< column with the fraction in [0, 1] of the period on sale; empty = always
  std::string known_at;              ///< column: since when the row's known columns were known; empty = always
  std::string frequency;             ///< pandas spelling; empty = found from the data
  DateOrder date_order = DateOrder::kFound;  ///< of dates that are texts
  NegativePolicy negative = NegativePolicy::kError;
  FillPolicy fill = FillPolicy::kNone;  ///< what a period without a row inside a series is
};

enum class FaultSeverity { kError, kWarning };

/// One kind of fault, with its first places. `check` lists them; readers throw DataError that joins the errors.
struct Fault {
  FaultSeverity severity = FaultSeverity::kError;
  std::string kind;  ///< stable word for scripts: "duplicate_key", "negative_target", "bad_date", ...
  std::string column;
  std::size_t count = 0;            ///< how many cells or rows
  std::vector<std::string> places;  ///< the first few: series "A", 2024-03-01 (row 17)
  std::string message;              ///< what was found and what was wanted
  std::string remedy;               ///< what to do: "--negative zero", "drop one of the rows"
};

/// What was read besides the panel.
struct ReadReport {
  std::string path;
  std::size_t rows = 0;
  std::vector<Fault> faults;                ///< in order of severity, then of kind
  bool frequency_found = false;             ///< it was not given
  std::vector<std::string> unused_columns;  ///< those in no role, in the file's order
  bool has_errors() const;
  /// All errors as one text: "3 faults in sales.csv: ...".
  std::string error_text() const;
};

struct ReadResult {
  std::optional<Panel> panel;  ///< absent when there are errors
  ReadReport report;
};

/// Reads everything and finds all faults in one pass; throws only what no report can hold (FormatError: the file cannot
/// be read at all; DataError: a named column is missing; ConfigError: a column in two roles, an unknown frequency).
/// Series come in order of their id (bytes), whatever the order of rows. A row whose y is empty is missing; rows after
/// the last y of any series (calendar-wide) hold plans only. Integers for dates are 20240131 where most of them are
/// such days and the frequency is not "1". An availability that is not given counts as 1. Statics named are looked for
/// in the table of statics first, then among the columns of the rows; none named = all of the table. Texts are
/// categories, numbers numbers, lists of numbers embeddings. Future values go where no demand is yet. With `known_at`
/// several rows of one id and date are versions of its plans (PlanVersions), told apart by that date; an empty cell of
/// a known column is no version, an empty `known_at` is from the beginning; what they say of demand, availability and
/// the past must not differ, and a row of the table of future values is a version in the past too. Events
/// become known-future channels (with_events). O(rows log rows).
ReadResult read_panel(const DataSource& source);

/// The panel, or DataError with every error found.
Panel read_panel_or_throw(const DataSource& source);

}  // namespace demandcast
