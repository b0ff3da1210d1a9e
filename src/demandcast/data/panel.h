// Many series of one frequency: the truth that every model reads.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demandcast/data/frequency.h"

namespace demandcast {

/// What is known of demand in one period. Censored: the shelf was empty for a part of it, so demand was at least y.
enum class CellState : std::uint8_t { kMissing, kObserved, kCensored };

/// Known future: planned ahead (price, promotion, holiday). Past only: seen afterwards (page views, weather).
enum class ChannelRole : std::uint8_t { kKnownFuture, kPastOnly };

/// What was planned at different times. Version v says that the cell of its row's period was to be values[v], from
/// known_at[v] on; the newest of a cell is in the channel's values too. A cell without versions was always known.
struct PlanVersions {
  static constexpr Timestamp kAlwaysKnown = std::numeric_limits<Timestamp>::min();
  std::vector<std::int64_t> offsets;  ///< [row + 1]; empty: no cell has versions
  std::vector<Period> period;         ///< [version], rising within a row
  std::vector<Timestamp> known_at;    ///< [version], rising within a cell
  std::vector<float> values;          ///< [version], never NaN

  bool empty() const { return period.empty(); }
  /// Adds a row with the versions that row `row` of `from` has.
  void add_row(const PlanVersions& from, std::size_t row);
};

/// Covariate values over time. Row r covers the periods first_period[r] .. + (offsets[r+1] - offsets[r]); a cell that
/// was not given is NaN. Rows belong to series one to one, or to groups of series (weather of a store) through
/// `row_of_series`, and are then stored once.
struct Channel {
  std::string name;
  ChannelRole role = ChannelRole::kPastOnly;
  std::vector<std::int64_t> offsets{0};     ///< [row + 1]
  std::vector<Period> first_period;         ///< [row]
  std::vector<float> values;                ///< [sum of row lengths]
  std::vector<std::int32_t> row_of_series;  ///< [series], or empty: row i belongs to series i
  PlanVersions versions = {};               ///< of known-future channels whose plans are dated

  std::size_t row(std::size_t series) const {
    return row_of_series.empty() ? series : static_cast<std::size_t>(row_of_series[series]);
  }
};

enum class StaticKind : std::uint8_t { kNumber, kCategory, kEmbedding };

/// One fact per series. Exactly one of `numbers` and `codes` is filled.
struct StaticColumn {
  std::string name;
  StaticKind kind = StaticKind::kNumber;
  int width = 1;                    ///< numbers per series; above 1 only for embeddings
  std::vector<float> numbers;       ///< [series, width]; NaN = not given
  std::vector<std::int32_t> codes;  ///< [series], index into categories; -1 = not given
  std::vector<std::string> categories;
};

/// One series on its way into a panel. `states` has the length of `target`; missing cells hold any number.
/// `availability`, the fraction of each period on sale, has it too or is empty: not told.
struct SeriesInput {
  std::string id;
  Period first_period = 0;
  std::vector<float> target;
  std::vector<CellState> states;
  std::vector<float> availability = {};
};

/// Many series on their way into a panel, one after another, without a vector for each.
struct SeriesCells {
  std::vector<std::string> ids;
  std::vector<Period> first_period;      ///< [series]
  std::vector<std::int64_t> offsets{0};  ///< [series + 1], into the cells
  std::vector<float> target;             ///< [cell]; missing cells hold any number
  std::vector<CellState> states;         ///< [cell]
  std::vector<float> availability = {};  ///< [cell] fraction of the period on sale, NaN = not told; or empty

  /// Adds `input` at the end. Throws DataError when its target and states are not of one length.
  void add(SeriesInput input);
  /// Adds one series of a panel at the end.
  void add(const class Panel& panel, std::size_t series);
  /// The fractions of the cells added last; empty = not told.
  void tell(std::span<const float> fractions);
};

/// Many series of one frequency, columnar: contiguous float32 cells, views are spans and cost nothing. Immutable once
/// built, safe to read from many threads. Cells of states kMissing hold NaN, so that a forgotten check shows.
class Panel {
 public:
  Panel() = default;
  /// Throws DataError when an id repeats, lengths disagree, or a channel or static does not fit the series.
  Panel(Frequency frequency, std::vector<SeriesInput> series, std::vector<Channel> channels = {},
        std::vector<StaticColumn> statics = {});
  /// The same without a copy of the cells. Throws DataError also when the parts of `cells` do not fit each other.
  static Panel of_cells(Frequency frequency, SeriesCells cells, std::vector<Channel> channels = {},
                        std::vector<StaticColumn> statics = {});

  const Frequency& frequency() const { return frequency_; }
  std::size_t series_count() const { return ids_.size(); }
  std::size_t cell_count() const { return target_.size(); }
  const std::string& id(std::size_t series) const { return ids_[series]; }
  const std::vector<std::string>& ids() const { return ids_; }
  /// O(log series).
  std::optional<std::size_t> find(std::string_view id) const;

  Period first_period(std::size_t series) const { return first_period_[series]; }
  /// The last period of the series' target, one before its first where it has no cells.
  Period last_period(std::size_t series) const {
    return first_period_[series] + (offsets_[series + 1] - offsets_[series]) - 1;
  }
  /// The last period that any series' target has. Throws DataError for a panel without cells.
  Period last_period() const;

  std::span<const float> target(std::size_t series) const;      ///< [time], from first_period on
  std::span<const CellState> states(std::size_t series) const;  ///< [time]
  /// [time] fraction of the period on sale, NaN = not told; empty where it is told of no series.
  std::span<const float> availability(std::size_t series) const;

  const std::vector<Channel>& channels() const { return channels_; }
  const std::vector<StaticColumn>& statics() const { return statics_; }
  const StaticColumn* find_static(std::string_view name) const;  ///< null when there is none

 private:
  std::size_t series_by_id(std::size_t rank) const { return by_id_.empty() ? rank : by_id_[rank]; }
  void order_ids();

  Frequency frequency_;
  std::vector<std::string> ids_;
  std::vector<std::uint32_t> by_id_;  ///< series in order of their ids' bytes; empty where they lie in that order
  std::vector<std::int64_t> offsets_{0};
  std::vector<Period> first_period_;
  std::vector<float> target_;
  std::vector<CellState> states_;
  std::vector<float> availability_;
  std::vector<Channel> channels_;
  std::vector<StaticColumn> statics_;
};

}  // namespace demandcast
