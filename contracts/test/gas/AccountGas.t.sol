// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { Execution } from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import { PackedUserOperation } from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import { TestDollar } from "../../src/currency/TestDollar.sol";
import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { IPasskeyAccountFactory } from "../../src/accounts/IPasskeyAccountFactory.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { Accounts } from "../accounts/Accounts.sol";

interface EvmVersions {
    function setEvmVersion(string calldata evm) external;
}

/// @notice Gas of whole transactions of a relayer who pays for one operation signed with one passkey: 21,000, calldata and all. It asks
/// nothing for it (fees of 0), as a relayer does that is paid otherwise. Run with `--isolate`. The chain has the P-256 precompile (6,900
/// gas by EIP-7951), which forge's EVM has from Osaka on.
/// @dev An overhead is what it costs more than all transactions of a plain wallet that does the same. Whoever lends allows `Loans` exactly
/// what they lend: an account in the same operation, a wallet in a transaction before or, where the currency takes it, by a permit.
contract AccountGasTest is Accounts {
    uint256 private constant AMOUNT = 1000 * ONE;

    uint256 private _loanId;
    /// @dev Lent to before.
    uint256 private _earlier;
    address private _wallet = makeAddr("a plain wallet");

    function setUp() public override {
        super.setUp();
        EvmVersions(address(vm)).setEvmVersion("osaka");
        _loanId = requested(aRequest());
        vm.prank(carol);
        _earlier = loans.request(aRequest());
        fund(dave, _loanId, 100 * ONE);
        enrol(_wallet, CAPPED);
        usd.mint(_wallet, 10_000 * ONE);
        // Gas as wallets estimate it: their figures are calldata too.
        (verificationGas, callGas) = (150_000, 250_000);
    }

    function test_FundFirst() external {
        IPasskeyAccount.Setup memory setup = someSetup();
        setup.trustees = new address[](0);
        setup.trusteesNeeded = 0;
        setup.signers.signers = one(phone.signer);
        setup.signers.weights = new uint64[](1);
        setup.signers.weights[0] = 2;
        address expected = factory.addressOf(setup, 0);
        enrol(expected, CAPPED);
        usd.mint(expected, 10_000 * ONE);
        uint256 plain = _walletFunds(_loanId, AMOUNT);
        verificationGas = 600_000;
        PackedUserOperation memory op = oneFactor(_funding(expected, _loanId, AMOUNT));
        (op.sender, op.nonce) = (expected, 0);
        op.initCode =
            abi.encodePacked(factory, abi.encodeCall(IPasskeyAccountFactory.createAccount, (setup, 0)));
        handle(signed(op, phone));
        _write("gas.account.fundFirst", plain);
        assertEq(notes.balanceOf(expected, _loanId), AMOUNT);
    }

    /// @dev The second funding of an account, in a series new to it; the first was days ago.
    function test_Fund() external {
        _walletFunds(_earlier, 100 * ONE);
        handle(signed(oneFactor(_funding(address(account), _earlier, 100 * ONE)), phone));
        vm.warp(block.timestamp + 3 days);
        uint256 plain = _walletFunds(_loanId, AMOUNT);
        handle(signed(oneFactor(_funding(address(account), _loanId, AMOUNT)), phone));
        _write("gas.account.fund", plain);
        vm.snapshotValue("gas", "gas.fund.withApproval", plain);
        assertEq(notes.balanceOf(address(account), _loanId), AMOUNT);
    }

    /// @dev The same of a wallet and an account that allowed `Loans` all their money long ago.
    function test_FundAllowed() external {
        bytes memory allowing = abi.encodeCall(IERC20.approve, (address(loans), type(uint256).max));
        handle(signed(oneFactor(call(address(usd), allowing)), phone));
        bytes memory before = abi.encodeCall(ILoans.fund, (_earlier, 100 * ONE, address(account)));
        handle(signed(oneFactor(call(address(loans), before)), phone));
        vm.warp(block.timestamp + 3 days);
        vm.prank(alice);
        loans.fund(_loanId, AMOUNT, alice);
        uint256 plain = vm.lastCallGas().gasTotalUsed;
        bytes memory funding = abi.encodeCall(ILoans.fund, (_loanId, AMOUNT, address(account)));
        handle(signed(oneFactor(call(address(loans), funding)), phone));
        _write("gas.account.fundAllowed", plain);
        assertEq(notes.balanceOf(address(account), _loanId), AMOUNT);
    }

    /// @dev As `test_Fund`, of eight people whose operations travel together, for each of them. A wallet's transactions travel alone.
    function test_FundTogether() external {
        address[] memory people = new address[](8);
        for (uint256 i; i < people.length; ++i) {
            people[i] = factory.createAccount(someSetup(), bytes32(1 + i));
            enrol(people[i], CAPPED);
            usd.mint(people[i], 10_000 * ONE);
            handle(_signedFunding(people[i], _earlier, 100 * ONE));
        }
        _walletFunds(_earlier, 100 * ONE);
        vm.warp(block.timestamp + 3 days);
        uint256 plain = _walletFunds(_loanId, AMOUNT);
        PackedUserOperation[] memory ops = new PackedUserOperation[](people.length);
        for (uint256 i; i < people.length; ++i) {
            ops[i] = _signedFunding(people[i], _loanId, AMOUNT);
        }
        handle(ops);
        uint256 each = vm.lastCallGas().gasTotalUsed / people.length;
        for (uint256 i; i < people.length; ++i) {
            assertEq(notes.balanceOf(people[i], _loanId), AMOUNT);
        }
        vm.snapshotValue("gas", "gas.account.fundTogether.each", each);
        vm.snapshotValue("gas", "gas.account.fundTogether.overhead", each - plain);
    }

    function test_Claim() external {
        handle(signed(bothFactors(_funding(address(account), _loanId, 4000 * ONE)), phone, laptop));
        fund(carol, _loanId, 5900 * ONE);
        vm.warp(loans.drawableFrom(_loanId));
        vm.prank(bob);
        loans.draw(_loanId);
        vm.warp(loans.dueAt(_loanId, 1));
        loans.collect(_loanId);
        vm.prank(carol);
        notes.claim(list(_loanId), carol);
        uint256 plain = vm.lastCallGas().gasTotalUsed;
        bytes memory claiming = abi.encodeCall(notes.claim, (list(_loanId), address(account)));
        handle(signed(oneFactor(call(address(notes), claiming)), phone));
        _write("gas.account.claim", plain);
    }

    /// @dev The second permit of a wallet, for a currency that takes them.
    function test_WalletFundsWithPermit() external {
        TestDollar dollar = new TestDollar("Test Dollar", "TUSD", 6);
        ILoans.Product memory product = aProduct();
        product.currency = address(dollar);
        ILoans.Request memory request = aRequest();
        request.productId = addProduct(product);
        uint256 loanId = requested(request);
        vm.prank(carol);
        uint256 other = loans.request(request);
        (address person, uint256 key) = makeAddrAndKey("who signs permits");
        enrol(person, CAPPED);
        vm.prank(person);
        dollar.faucet(10_000 * ONE);
        vm.startPrank(dave);
        dollar.faucet(100 * ONE);
        dollar.approve(address(loans), 100 * ONE);
        loans.fund(loanId, 100 * ONE, dave);
        vm.stopPrank();
        _fundWithPermit(dollar, person, key, other, 100 * ONE);
        _fundWithPermit(dollar, person, key, loanId, AMOUNT);
        vm.snapshotValue("gas", "gas.fund.withPermit", vm.lastCallGas().gasTotalUsed);
        assertEq(notes.balanceOf(person, loanId), AMOUNT);
    }

    function _fundWithPermit(TestDollar dollar, address person, uint256 key, uint256 loanId, uint256 amount)
        private
    {
        Permit memory permit =
            Permit(person, address(loans), amount, dollar.nonces(person), block.timestamp + 1 hours);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, permitDigest(address(dollar), permit));
        vm.prank(person);
        loans.fundWithPermit(loanId, amount, person, amount, permit.deadline, v, r, s);
    }

    /// @return gasUsed By both transactions.
    function _walletFunds(uint256 loanId, uint256 amount) private returns (uint256 gasUsed) {
        vm.prank(_wallet);
        usd.approve(address(loans), amount);
        gasUsed = vm.lastCallGas().gasTotalUsed;
        vm.prank(_wallet);
        loans.fund(loanId, amount, _wallet);
        return gasUsed + vm.lastCallGas().gasTotalUsed;
    }

    function _funding(address person, uint256 loanId, uint256 amount)
        private
        view
        returns (Execution[] memory)
    {
        return calls_(
            address(usd),
            abi.encodeCall(IERC20.approve, (address(loans), amount)),
            address(loans),
            abi.encodeCall(ILoans.fund, (loanId, amount, person))
        );
    }

    function _signedFunding(address person, uint256 loanId, uint256 amount)
        private
        view
        returns (PackedUserOperation memory op)
    {
        op = oneFactor(_funding(person, loanId, amount));
        (op.sender, op.nonce) = (person, entryPoint.getNonce(person, 0));
        return signed(op, phone);
    }

    /// @dev Of the operation just handled.
    function _write(string memory name, uint256 plain) private {
        uint256 whole = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue("gas", name, whole);
        vm.snapshotValue("gas", string.concat(name, ".overhead"), whole - plain);
    }
}
