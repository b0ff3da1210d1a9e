// What the policies need to know of demand over some periods.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>

namespace demandcast {

/// A distribution of demand D, in units.
///   mean()         E[D]
///   quantile(p)    the smallest stock that meets all demand with probability p in (0, 1); whole where D is counted
///   excess(x)      E[(D - x)+], what a stock of x misses: the loss function
template <class T>
concept Demand = requires(const T& demand, double number) {
  { demand.mean() } -> std::convertible_to<double>;
  { demand.quantile(number) } -> std::convertible_to<double>;
  { demand.excess(number) } -> std::convertible_to<double>;
};

}  // namespace demandcast
