// A frequency found from dates.
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <numeric>
#include <vector>

#include "demandcast/data/frequency.h"

namespace demandcast {
namespace {

constexpr Timestamp kDay = 86400;
constexpr std::array<const char*, 7> kWeekdays = {"MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"};
constexpr std::array<const char*, 12> kMonths = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                 "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};

/// Frequencies from the coarsest to the finest that could date `time`.
std::vector<Frequency> candidates_for(Timestamp time) {
  const Date date = date_of(time);
  const bool month_end = date_of(time + kDay).day == 1;
  std::vector<Frequency> candidates;
  for (const bool at_end : {false, true}) {
    if (at_end ? !month_end : date.day != 1) continue;
    const char* month = kMonths[static_cast<std::size_t>(date.month - 1)];
    const char* quarter = kMonths[static_cast<std::size_t>((date.month - 1) % 3 + (at_end ? 9 : 0))];
    candidates.push_back(Frequency::parse(fmt::format("{}-{}", at_end ? "YE" : "YS", month)));
    candidates.push_back(Frequency::parse(fmt::format("{}-{}", at_end ? "QE" : "QS", quarter)));
    candidates.push_back(Frequency::parse(at_end ? "ME" : "MS"));
  }
  const char* weekday = kWeekdays[static_cast<std::size_t>(weekday_of(time))];
  candidates.push_back(Frequency::parse(fmt::format("W-{}", weekday)));
  for (const char* finer : {"D", "h", "30min", "15min", "10min", "5min", "min"}) {
    candidates.push_back(Frequency::parse(finer));
  }
  return candidates;
}

/// The gaps between neighbouring times, counted in periods.
struct Gaps {
  std::int64_t common = 0;  ///< their greatest common divisor; 0 when some time is no period
  bool alike = true;        ///< every gap is the common one
  bool neighbours = false;  ///< some gap is one period
};

Gaps gaps_of(const Frequency& frequency, std::span<const Timestamp> times) {
  Gaps gaps;
  std::optional<Period> last;
  std::int64_t first_gap = 0;
  for (const Timestamp time : times) {
    const auto period = frequency.period_at(time);
    if (!period) return {};
    if (last) {
      const std::int64_t gap = *period - *last;
      if (first_gap == 0) first_gap = gap;
      gaps.common = std::gcd(gaps.common, gap);
      gaps.alike = gaps.alike && gap == first_gap;
      gaps.neighbours = gaps.neighbours || gap == 1;
    }
    last = period;
  }
  return gaps;
}

}  // namespace

std::optional<Frequency> Frequency::find(std::span<const Timestamp> times) {
  constexpr std::size_t kEnoughAlike = 3, kEnough = 5;
  constexpr std::int64_t kLargestMultiple = 1000;
  if (times.size() < 2) return std::nullopt;
  for (Frequency candidate : candidates_for(times.front())) {
    const Gaps gaps = gaps_of(candidate, times);
    if (gaps.neighbours) return candidate;
    const bool told = times.size() >= (gaps.alike ? kEnoughAlike : kEnough);
    if (gaps.common == 0 || gaps.common > kLargestMultiple || !told) continue;
    candidate.multiple_ *= static_cast<int>(gaps.common);
    return candidate.aligned_to(times.front());
  }
  return std::nullopt;
}

}  // namespace demandcast
