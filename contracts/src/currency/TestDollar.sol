// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title TestDollar
/// @notice Play money with ERC-2612 permits that anybody may take. It cannot be deployed but on a local chain.
contract TestDollar is ERC20, ERC20Permit {
    uint8 private immutable DECIMALS;
    /// @notice Greatest amount of one `faucet` call, in base units: a million whole units.
    uint256 public immutable faucetLimit;

    error NotALocalChain(uint256 chainId);
    error FaucetLimitExceeded(uint256 amount, uint256 greatest);

    constructor(string memory name_, string memory symbol_, uint8 decimals_)
        ERC20(name_, symbol_)
        ERC20Permit(name_)
    {
        if (block.chainid != 31_337 && block.chainid != 1337) {
            revert NotALocalChain(block.chainid);
        }
        DECIMALS = decimals_;
        faucetLimit = 1_000_000 * 10 ** decimals_;
    }

    /// @notice Gives the caller money out of nothing.
    function faucet(uint256 amount) external {
        if (amount > faucetLimit) revert FaucetLimitExceeded(amount, faucetLimit);
        _mint(msg.sender, amount);
    }

    /// @inheritdoc ERC20
    function decimals() public view override returns (uint8) {
        return DECIMALS;
    }
}
