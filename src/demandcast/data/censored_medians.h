// The middle of what is known only to be at least so much, from values of which some are known in full.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace demandcast {

/// The median of X given X >= value[i], for every i, X being the law that `values` were drawn from, where those with
/// `at_least` are bounds from below that do not depend on the X behind them beyond what the caller has divided out.
///
/// The law is the product-limit estimate [Kaplan & Meier 1958], as in regression with censored errors [Buckley & James
/// 1979]. What it leaves beyond the largest value is exponential, with the mean excess of the uppermost tenth of the
/// known values, three at least. The mean would hang on the farthest errors, which bounds that follow X do not share.
/// `values` are not negative and not empty; `at_least` has their length. O(n log n).
std::vector<double> censored_medians(std::span<const double> values, const std::vector<bool>& at_least);

}  // namespace demandcast
