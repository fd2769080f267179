// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC165 } from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import { IERC6909 } from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import { Base64 } from "solady/utils/Base64.sol";
import { LibString } from "solady/utils/LibString.sol";
import { MetadataReaderLib } from "solady/utils/MetadataReaderLib.sol";
import { INotes } from "../interfaces/INotes.sol";
import { SeriesId } from "./SeriesId.sol";

/// @notice What wallets show of notes. All of it is made from the id, so there is nothing to keep and nothing to serve.
abstract contract NotesMetadata is INotes, IERC165 {
    using LibString for uint256;

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC6909).interfaceId || interfaceId == type(IERC165).interfaceId;
    }

    /// @inheritdoc INotes
    function name(uint256 id) public view returns (string memory) {
        return string.concat("Hurong note ", _number(id), " in ", _currencySymbol(id));
    }

    /// @inheritdoc INotes
    function symbol(uint256 id) public pure returns (string memory) {
        return string.concat("HR", _number(id));
    }

    /// @inheritdoc INotes
    function decimals(uint256 id) external view returns (uint8) {
        return _decimalsOf(id);
    }

    /// @inheritdoc INotes
    function contractURI() external pure returns (string memory) {
        return
            _json(
                '{"name":"Hurong notes","description":"Claims on the cash flow of loans and other raises."}'
            );
    }

    /// @inheritdoc INotes
    function tokenURI(uint256 id) external view returns (string memory) {
        return _json(
            string.concat(
                '{"name":"',
                LibString.escapeJSON(name(id)),
                '","symbol":"',
                symbol(id),
                '","decimals":',
                uint256(_decimalsOf(id)).toString(),
                "}"
            )
        );
    }

    function _decimalsOf(uint256 id) internal view virtual returns (uint8) {
        return MetadataReaderLib.readDecimals(SeriesId.currencyOf(id));
    }

    function _currencySymbol(uint256 id) private view returns (string memory) {
        return MetadataReaderLib.readSymbol(SeriesId.currencyOf(id));
    }

    function _number(uint256 id) private pure returns (string memory) {
        return string.concat(
            uint256(SeriesId.issuerIndexOf(id)).toString(), "-", uint256(SeriesId.numberOf(id)).toString()
        );
    }

    function _json(string memory json) private pure returns (string memory) {
        return string.concat("data:application/json;base64,", Base64.encode(bytes(json)));
    }
}
