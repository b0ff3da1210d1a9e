// Wrong usage in the product's words: what was given, what is wanted, the nearest name.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/App.hpp>
#include <span>
#include <string>

namespace demandcast {

/// The message for arguments that the parser refused, without the program's name. `arguments` as typed.
std::string usage_message(CLI::App& app, const CLI::ParseError& error, std::span<const std::string> arguments);

}  // namespace demandcast
