// A panel as it was known at an origin: what models see. It cannot be read past the origin.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "demandcast/data/panel.h"

namespace demandcast {

/// Of plans that were revised: as known at the end of the origin's period, or the newest version whatever the origin.
enum class PlanSight { kAsKnown, kNewest };

/// One series up to its origin. Spans into the panel: valid as long as it lives.
class SeriesView {
 public:
  SeriesView(const Panel& panel, std::size_t series, Period origin, PlanSight plans = PlanSight::kAsKnown);

  const std::string& id() const { return panel_->id(series_); }
  std::size_t index() const { return series_; }
  const Panel& panel() const = delete;  ///< the way past the origin is closed
  const Frequency& frequency() const { return panel_->frequency(); }

  Period origin() const { return origin_; }  ///< the last period whose y is known
  Period first_period() const { return panel_->first_period(series_); }
  std::span<const float> target() const;        ///< [time] up to the origin or the series' end; may be empty
  std::span<const CellState> states() const;    ///< [time]
  std::span<const float> availability() const;  ///< [time] as Panel::availability; may be empty
  /// Periods of the target from its first to the origin, cells after the series' end counted as missing; 0 when the
  /// series starts after the origin.
  std::size_t length() const;
  /// [time] from the first period to the origin, in double, NaN where the cell is missing or censored.
  std::vector<double> observed_history() const;

  /// Cells of a channel from `from` to `to` inclusive, NaN where not given. Past-only channels are NaN after the
  /// origin; known-future channels give what was planned: of a cell with versions the newest that was known before
  /// the end of the origin's period (end_of_period), NaN where none was.
  std::vector<double> channel(const Channel& channel, Period from, Period to) const;
  std::span<const float> static_numbers(const StaticColumn& column) const;  ///< [width]
  std::int32_t static_code(const StaticColumn& column) const;               ///< -1 = not given

 private:
  const Panel* panel_;
  std::size_t series_;
  Period origin_;
  PlanSight plans_;
};

/// All series of a panel, each up to its origin. Cheap to copy; does not own the panel.
class PanelView {
 public:
  PanelView(const Panel& panel, Period origin);                ///< one calendar date for all
  PanelView(const Panel& panel, std::vector<Period> origins);  ///< [series]

  std::size_t series_count() const { return panel_->series_count(); }
  SeriesView series(std::size_t index) const { return {*panel_, index, origin(index), plans_}; }
  Period origin(std::size_t index) const { return origins_.empty() ? origin_ : origins_[index]; }
  const Frequency& frequency() const { return panel_->frequency(); }
  const std::string& id(std::size_t index) const { return panel_->id(index); }
  const std::vector<Channel>& channels() const { return panel_->channels(); }
  const std::vector<StaticColumn>& statics() const { return panel_->statics(); }
  /// The same with the newest version of every plan, later ones than the origins included: for the view from the end of
  /// the data, where whatever is in them is known.
  PanelView with_newest_plans() const;
  bool sees_newest_plans() const { return plans_ == PlanSight::kNewest; }
  /// The same series, every origin `periods` earlier, plans as they were known there.
  PanelView earlier(int periods) const;

 private:
  const Panel* panel_;
  Period origin_ = 0;
  std::vector<Period> origins_;
  PlanSight plans_ = PlanSight::kAsKnown;
};

/// Views that can be passed over several times, one shard of series after another: what an estimator fits on.
class PanelStream {
 public:
  virtual ~PanelStream() = default;
  virtual std::size_t shard_count() const = 0;
  /// The view is valid during the call of `visit` only.
  virtual void visit(std::size_t shard, const std::function<void(const PanelView&)>& visit) const = 0;
};

/// A stream of one shard.
class SingleShard final : public PanelStream {
 public:
  explicit SingleShard(PanelView view) : view_(std::move(view)) {}
  std::size_t shard_count() const override { return 1; }
  void visit(std::size_t, const std::function<void(const PanelView&)>& visit) const override { visit(view_); }

 private:
  PanelView view_;
};

}  // namespace demandcast
