// The frame of every page: one self-contained HTML file.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace demandcast {

/// The whole document: `title` is text, `body` HTML. Nothing is loaded from elsewhere.
std::string page(std::string_view title, std::string_view body);

/// The foot of a page: who made it, by which command.
std::string made_by(std::string_view library_version, std::string_view command_line);

}  // namespace demandcast
