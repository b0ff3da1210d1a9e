// Whether forecasts of one date move like news: by nothing on average, by nothing that the last move or the forecast
// itself foretold.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "demandcast/evaluation/distinct_places.h"
#include "demandcast/evaluation/forecast_revisions.h"

namespace demandcast {
namespace {

/// Terms of one ratio, summed by series and by date of a cutoff.
class Ratio {
 public:
  Ratio(RatioSums& sums, std::size_t cells) : sums_(sums), cells_(cells) {}

  void add(std::size_t cell, double above, double below) {
    cells_[cell].add({above, below});
    series_.add({above, below});
  }
  void end_series() {
    sums_.add_series(series_);
    series_ = {};
  }
  void end(const std::vector<std::pair<Period, Period>>& names) {
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
      if (cells_[cell].above != 0 || cells_[cell].below > 0) sums_.by_cell[names[cell]] = cells_[cell];
    }
  }

 private:
  RatioSums& sums_;
  std::vector<RatioSums::Term> cells_;
  RatioSums::Term series_;
};

/// The dates of cutoffs to which revisions belong: those of the newer forecast.
class Cells {
 public:
  Cells(const ForecastTable& forecasts, const std::vector<Revision>& revisions) : forecasts_(forecasts) {
    std::vector<std::size_t> rows;
    for (const Revision& revision : revisions) rows.push_back(revision.after);
    cutoffs_ = distinct<Period>(rows, [&](std::size_t row) { return forecasts.cutoff[row]; });
    steps_ = distinct<Period>(rows, [&](std::size_t row) { return forecasts.period[row] - forecasts.cutoff[row]; });
  }
  std::size_t of(std::size_t row) const {
    const Period cutoff = forecasts_.cutoff[row];
    return place_of(cutoffs_, cutoff) * steps_.size() + place_of(steps_, forecasts_.period[row] - cutoff);
  }
  std::vector<std::pair<Period, Period>> names() const {
    std::vector<std::pair<Period, Period>> names;
    for (const Period cutoff : cutoffs_) {
      for (const Period step : steps_) names.emplace_back(cutoff, cutoff + step);
    }
    return names;
  }

 private:
  const ForecastTable& forecasts_;
  std::vector<Period> cutoffs_, steps_;
};

/// What was known of the series' size when the older forecast was made; 0 where it has none.
double scale_of(const ScoredTable& table, const Revision& revision) {
  const double scale = table.rmsse_scale[revision.before];
  return scale > 0 ? scale : 0;
}

}  // namespace

void sum_martingale(const ScoredTable& table, const std::vector<Revision>& revisions, MetricSums& sums) {
  const std::vector<double>& mean = table.forecasts.mean;
  const Cells cells(table.forecasts, revisions);
  const auto names = cells.names();
  Ratio drift(sums.drift, names.size()), revision_slope(sums.revision_slope, names.size()),
      error_slope(sums.error_slope, names.size());
  const auto moved = [&](const Revision& revision) { return mean[revision.after] - mean[revision.before]; };
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    const Revision& revision = revisions[i];
    const double move = moved(revision), y = table.actual[revision.after];
    const std::size_t cell = cells.of(revision.after);
    drift.add(cell, move, std::abs(y));
    if (const double scale = scale_of(table, revision); scale > 0) {
      error_slope.add(cell, (y - mean[revision.after]) * move / (scale * scale), move * move / (scale * scale));
    }
    if (i > 0 && revisions[i - 1].after == revision.before) {
      const double last = moved(revisions[i - 1]);
      const double scale = scale_of(table, revisions[i - 1]);
      if (scale > 0) revision_slope.add(cell, move * last / (scale * scale), last * last / (scale * scale));
    }
    const bool ends = i + 1 == revisions.size() ||
                      table.forecasts.series[revisions[i + 1].after] != table.forecasts.series[revision.after];
    if (!ends) continue;
    for (Ratio* ratio : {&drift, &revision_slope, &error_slope}) ratio->end_series();
  }
  for (Ratio* ratio : {&drift, &revision_slope, &error_slope}) ratio->end(names);
}

}  // namespace demandcast
