// "Did you mean": the known name nearest to an unknown one.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace demandcast {

/// Number of insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`
/// (optimal string alignment). O(|a| |b|).
int edit_distance(std::string_view a, std::string_view b);

/// The known name nearest to `wanted`, or "" when none is near (more than a third of its letters differ).
std::string nearest_name(std::string_view wanted, std::span<const std::string> known);

/// `unknown option "x"; did you mean "y"? known: a, b, c`: the end of an error message about an unknown name.
std::string unknown_name_message(std::string_view kind, std::string_view wanted, std::span<const std::string> known);

}  // namespace demandcast
