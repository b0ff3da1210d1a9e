// SPDX-License-Identifier: Apache-2.0
#include "demandcast/buying/on_order.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "demandcast/core/error.h"
#include "demandcast/data/calendar.h"

namespace demandcast {
namespace {

constexpr std::int64_t kFarthest = 1000;

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

template <class Number>
std::optional<Number> parse(std::string_view text) {
  Number number{};
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Steps from the period after the origin to the one that holds `date`.
std::int64_t step_of(Timestamp date, const Frequency& frequency, Period origin) {
  for (std::int64_t step = 0; step <= kFarthest; ++step) {
    const Period period = origin + 1 + step;
    const bool is_short = frequency.unit() == FrequencyUnit::kMinute || frequency.unit() == FrequencyUnit::kHour;
    const Timestamp end = is_short ? frequency.timestamp_of(period + 1) : days_of(frequency, period).end;
    if (date < end) return step;
  }
  return kFarthest + 1;
}

}  // namespace

std::vector<double> parse_on_order(const std::string& text, const Frequency& frequency, Period origin) {
  std::vector<double> arrivals;
  std::string_view rest(text);
  while (!rest.empty()) {
    const auto cut = rest.find_first_of(";|");
    const std::string_view part = trim(rest.substr(0, cut));
    rest = cut == rest.npos ? std::string_view() : rest.substr(cut + 1);
    if (part.empty()) continue;
    const auto colon = part.rfind(':');
    const std::string_view when = trim(part.substr(0, colon));
    const double quantity = colon == part.npos ? -1 : parse<double>(trim(part.substr(colon + 1))).value_or(-1);
    const auto count = parse<std::int64_t>(when);
    const auto date = count ? std::nullopt : parse_timestamp(when);
    const bool dated = date && frequency.unit() != FrequencyUnit::kInteger;
    if (!(quantity >= 0) || !std::isfinite(quantity) || !(dated || (count && *count >= 1))) {
      throw DataError(
          fmt::format("on_order \"{}\": date:quantity is wanted, as 2024-05-06:40, or period:quantity "
                      "counted from the next, 1:40; several with ; between",
                      part));
    }
    const std::int64_t step = dated ? step_of(*date, frequency, origin) : *count - 1;
    if (step > kFarthest)
      throw DataError(fmt::format("on_order \"{}\" is more than {} periods ahead", part, kFarthest));
    if (step >= std::ssize(arrivals)) arrivals.resize(static_cast<std::size_t>(step) + 1, 0.0);
    arrivals[static_cast<std::size_t>(step)] += quantity;
  }
  return arrivals;
}

}  // namespace demandcast
