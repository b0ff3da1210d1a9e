// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/mstl/stl.h"

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

int next_odd(double at_least) {
  const int n = static_cast<int>(std::ceil(at_least));
  return n % 2 == 0 ? n + 1 : n;
}

// Running means of `width`, written over `x`, which becomes width - 1 shorter.
void moving_average(std::vector<double>& x, int width) {
  const std::size_t count = x.size() - static_cast<std::size_t>(width) + 1;
  double sum = 0;
  for (int i = 0; i < width; ++i) sum += x[i];
  std::vector<double> means(count);
  for (std::size_t i = 0; i < count; ++i) {
    means[i] = sum / width;
    if (i + 1 < count) sum += x[i + static_cast<std::size_t>(width)] - x[i];
  }
  x = std::move(means);
}

class Decomposition {
 public:
  Decomposition(std::span<const double> y, const StlOptions& options)
      : y_(y),
        options_(options),
        n_(static_cast<int>(y.size())),
        m_(options.season),
        parts_{std::vector<double>(y.size()), std::vector<double>(y.size())} {
    trend_window_ = {next_odd(1.5 * m_ / (1 - 1.5 / options.seasonal.width)), 1};
    low_pass_window_ = {next_odd(m_ + 1), 1};
  }

  StlParts run() {
    for (int outer = 0;; ++outer) {
      for (int inner = 0; inner < options_.inner; ++inner) pass();
      if (outer == options_.outer) return std::move(parts_);
      weigh_remainders();
    }
  }

 private:
  // The smooth of one phase's values, one more at each end, into `cycle` [n + 2 m].
  void smooth_phase(int phase, const std::vector<double>& detrended, std::vector<double>& cycle) const {
    const int count = (n_ - phase - 1) / m_ + 1;
    std::vector<double> values, weights, smooth(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) values.push_back(detrended[i * m_ + phase]);
    for (int i = 0; !robustness_.empty() && i < count; ++i) weights.push_back(robustness_[i * m_ + phase]);
    loess(values, options_.seasonal, weights, smooth);
    const int width = std::min(options_.seasonal.width, count);
    const double before = loess_at(values, options_.seasonal, -1, 0, width - 1, weights);
    const double after = loess_at(values, options_.seasonal, count, count - width, count - 1, weights);
    cycle[phase] = std::isnan(before) ? smooth.front() : before;
    for (int i = 0; i < count; ++i) cycle[(i + 1) * m_ + phase] = smooth[i];
    cycle[(count + 1) * m_ + phase] = std::isnan(after) ? smooth.back() : after;
  }

  void pass() {
    std::vector<double> work(y_.size()), cycle(y_.size() + 2 * static_cast<std::size_t>(m_));
    for (int t = 0; t < n_; ++t) work[t] = y_[t] - parts_.trend[t];
    for (int phase = 0; phase < m_; ++phase) smooth_phase(phase, work, cycle);
    std::vector<double> low_pass = cycle;
    for (const int width : {m_, m_, 3}) moving_average(low_pass, width);
    loess(low_pass, low_pass_window_, {}, work);
    for (int t = 0; t < n_; ++t) parts_.season[t] = cycle[t + m_] - work[t];
    for (int t = 0; t < n_; ++t) work[t] = y_[t] - parts_.season[t];
    loess(work, trend_window_, robustness_, parts_.trend);
  }

  // Bisquare of the remainders over six times their median size.
  void weigh_remainders() {
    std::vector<double> size(y_.size());
    for (int t = 0; t < n_; ++t) size[t] = std::abs(y_[t] - parts_.season[t] - parts_.trend[t]);
    std::vector<double> sorted = size;
    std::sort(sorted.begin(), sorted.end());
    const double reach = 3 * (sorted[sorted.size() / 2] + sorted[(sorted.size() - 1) / 2]);
    robustness_.resize(y_.size());
    for (int t = 0; t < n_; ++t) {
      const double u = reach > 0 ? size[t] / reach : 0;
      robustness_[t] = u <= 0.001 ? 1 : u >= 0.999 ? 0 : (1 - u * u) * (1 - u * u);
    }
  }

  std::span<const double> y_;
  const StlOptions& options_;
  int n_, m_;
  LoessWindow trend_window_, low_pass_window_;
  StlParts parts_;
  std::vector<double> robustness_;
};

}  // namespace

StlParts stl(std::span<const double> y, const StlOptions& options) { return Decomposition(y, options).run(); }

}  // namespace demandcast
