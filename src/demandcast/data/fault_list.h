// Gathers the faults of a file while it is read; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "demandcast/data/read_panel.h"

namespace demandcast {

/// What is said of one kind of fault, whatever the cell.
struct FaultKind {
  const char* name;
  FaultSeverity severity;
  const char* found;  ///< "negative demand; wanted at least 0"
  const char* remedy;
};

namespace fault {
constexpr auto kError = FaultSeverity::kError, kWarning = FaultSeverity::kWarning;
constexpr FaultKind kBadKey{"bad_key", kError, "empty ids; wanted one in every row", "fill in the id or drop the rows"};
constexpr FaultKind kBadDate{"bad_date", kError,
                             "empty or unreadable dates; wanted 2024-01-31, 20240131, 31.01.2024 or 31/01/2024",
                             "correct the dates or drop the rows"};
constexpr FaultKind kAmbiguousDate{
    "ambiguous_date", kError, "dates that are days of other months when read as month/day/year or as day/month/year",
    "say which they are: --date-format dmy or --date-format mdy"};
constexpr FaultKind kDuplicateKey{"duplicate_key", kError, "rows that repeat the id and date of another",
                                  "drop or sum one of the rows"};
constexpr FaultKind kBadKnownAt{"bad_known_at", kError,
                                "values that are no date such as the rows' own (an integer where those are integers)",
                                "correct the dates, or leave them empty where plans were always known"};
constexpr FaultKind kVersionsDiffer{
    "versions_differ", kError, "values that differ between the versions of a row, though only plans may",
    "give demand, availability and columns of the past once for each id and date, or the same in all its versions"};
constexpr FaultKind kOffGrid{"off_grid", kError, "dates that are no period of the frequency",
                             "correct the dates, or give the frequency that they have (--freq)"};
constexpr FaultKind kBadFrequency{"bad_frequency", kError,
                                  "the frequency counts dates where the column holds integers, or the reverse",
                                  "frequency \"1\" goes with integers, the others with dates"};
constexpr FaultKind kNoFrequency{"no_frequency", kError, "no frequency fits the dates",
                                 "give the frequency (--freq, for example D or W-SUN)"};
constexpr FaultKind kMixedFrequency{
    "mixed_frequency", kError, "the series follow several frequencies",
    "split the file into one for each frequency, or, if some are only sold rarely, give the frequency of all (--freq)"};
constexpr FaultKind kDatedRarely{"mixed_frequency", kWarning, "series dated more rarely than most",
                                 "bring them to one frequency, if they are not just sold rarely"};
constexpr FaultKind kTooLong{
    "too_long", kError,
    "series of more than 10 million periods from the first row to the last, or to the newest demand of all",
    "look for wrong dates, or give a coarser frequency"};
constexpr FaultKind kNotNumber{"not_a_number", kError,
                               "values that are no numbers; wanted 12 or 12.5, without units and signs of thousands",
                               "correct the values or leave them empty"};
constexpr FaultKind kInfinite{"infinite", kError, "values that are infinite or above what float32 holds",
                              "correct the values or leave them empty"};
constexpr FaultKind kNegative{"negative_target", kError, "negative demand; wanted at least 0",
                              "set the policy for negatives (--negative) to zero, missing or keep"};
constexpr FaultKind kNegativeChanged{"negative_target", FaultSeverity::kWarning,
                                     "negative demand, replaced as the policy says",
                                     "look whether returns are booked as demand"};
constexpr FaultKind kBadAvailability{"bad_availability", kError, "fractions outside [0, 1]",
                                     "give the fraction of the period on sale, not percent or hours"};
constexpr FaultKind kStaticChanges{"static_changes", kError, "values that differ from the series' first one",
                                   "make the column a known or past covariate"};
constexpr FaultKind kBadStatic{"bad_static", kError, "dates; a static is a number, a text or a list of numbers",
                               "convert the column to text or numbers"};
constexpr FaultKind kStaticKind{"static_kind", kError,
                                "values of another kind than the store holds (texts, numbers, lists)",
                                "correct the column, or pack all the data anew"};
constexpr FaultKind kStaticReplaced{"static_replaced", kWarning,
                                    "statics other than the store held; the new ones count",
                                    "look whether the change is meant"};
constexpr FaultKind kNoStaticsKey{"bad_key", kError, "empty ids in the table of statics",
                                  "fill in the id or drop the rows"};
constexpr FaultKind kDuplicateStatics{
    "duplicate_statics", kError, "ids that come more than once in the table of statics", "keep one row of each id"};
constexpr FaultKind kNoStatics{"no_statics", kWarning, "series that the table of statics lacks",
                               "add them, or they go without"};
constexpr FaultKind kUnknownSeries{"unknown_series", kWarning, "future values of series that the data do not have",
                                   "they are left out; correct the ids if they should be there"};
constexpr FaultKind kPastPlan{"past_plan", kWarning, "future values that do not come after the last demand",
                              "they are left out; history is read from the data alone"};
constexpr FaultKind kIdleEvent{"idle_event", kWarning, "rows of events that concern no series of the data",
                               "correct the id or the static if they should concern one"};
constexpr FaultKind kPastEvent{"past_event", kWarning, "events without a day after the newest demand",
                               "add their next days, if they come again: without them, forecasts know of none"};
constexpr FaultKind kUnused{"unused_columns", kWarning, "columns in no role are not read",
                            "give them one (--known, --past, --static) if they should be read"};
constexpr FaultKind kGaps{"gaps", kWarning, "periods without a row inside a series; they are missing", ""};
constexpr FaultKind kEnded{"ended_series", kWarning,
                           "series whose rows, zeros included, end more than a season before the newest",
                           "drop them if they are discontinued"};
constexpr FaultKind kAllMissing{"all_missing", kWarning, "series without any demand",
                                "they get fallback forecasts; drop them if unwanted"};
constexpr FaultKind kConstant{"constant_column", kWarning, "the same value everywhere tells a model nothing",
                              "leave it out"};
constexpr FaultKind kEmpty{"empty_column", kWarning, "no value at all", "leave it out, or look at the export"};
constexpr FaultKind kNoPlan{"no_plan", kWarning, "known-future, but without a value after the newest demand",
                            "add rows with empty demand or a file of future values (--future), or make it --past"};
constexpr FaultKind kKnownAfter{
    "known_after", kWarning, "known only after the period",
    "make it a covariate of the past (--past) or leave it out; if it is truly planned ahead, "
    "keep it"};
constexpr FaultKind kLaterDemand{"later_demand", kWarning, "equals demand of later periods",
                                 "leave it out: no model may read it"};
constexpr FaultKind kNoTarget{"no_target", kError, "no row has demand",
                              "name the column that holds demand with --target"};
}  // namespace fault

class FaultList {
 public:
  /// Counts one fault; keeps its place when it is among the first. `place` is called only then.
  template <class Place>
  void add(const FaultKind& kind, const std::string& column, Place place) {
    Fault& entry = entry_of(kind, column);
    if (entry.count++ < kPlaces) entry.places.push_back(place());
  }
  /// A fault of the whole column.
  void add(const FaultKind& kind, const std::string& column) { ++entry_of(kind, column).count; }
  /// A fault counted elsewhere; `remedy` replaces the kind's.
  void add(const FaultKind& kind, std::size_t count, std::vector<std::string> places, std::string remedy);
  /// Says of a fault noted before what its kind leaves open; nothing happens when there is none.
  void describe(const FaultKind& kind, const std::string& column, const std::string& found);
  bool has_errors() const;
  /// Takes over what another part of the catalogue was found to hold; faults of a whole column count once.
  void join(const FaultList& later);
  /// The faults with their messages, in order of severity, kind and column.
  std::vector<Fault> finish();

 private:
  static constexpr std::size_t kPlaces = 5;
  Fault& entry_of(const FaultKind& kind, const std::string& column);

  std::vector<Fault> faults_;
};

}  // namespace demandcast
